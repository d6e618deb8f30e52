"""Record linkage: State-aid beneficiaries without a known tax code compared with the register of cooperatives."""
