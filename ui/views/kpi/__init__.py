"""Sections of the page KPI."""
