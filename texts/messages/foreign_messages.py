"""Why a file is refused that is known for what it is: another format, or a table of a kind that is not read."""

from texts.messages.advice import Advice
from texts.translator import N_

DOWNLOAD_CSV = N_(
    "Download the same data as CSV: from Eurostat as SDMX-CSV or TSV, from ISTAT as CSV with codes and labels."
)
FOREIGN = {
    "web_page": Advice(
        N_(
            "The file is a web page (HTML): most likely an error or a sign-in page that was saved in place of the data."
        ),
        N_(
            "Open the address in a browser and download the file itself; a table saved as HTML is opened in a"
            " spreadsheet program and saved as XLSX."
        ),
    ),
    "json_stat": Advice(
        N_("The file is JSON-stat, a format of statistics that is not read here."),
        DOWNLOAD_CSV,
    ),
    "pc_axis": Advice(
        N_("The file is PC-Axis, a format of statistics that is not read here."),
        DOWNLOAD_CSV,
    ),
    "istat_cross_table": Advice(
        N_("The file is I.Stat's spreadsheet: a table to look at, without the codes of its dimensions."),
        N_("In I.Stat export the same table as CSV with codes and labels (“Esporta”, then “CSV”)."),
    ),
    "sdmx_json": Advice(
        N_("The file is SDMX-JSON, a format of statistics that is not read here."),
        DOWNLOAD_CSV,
    ),
    "json": Advice(
        N_("The file is JSON, which is not read here."),
        N_("Export the data as CSV or XLSX and send the file again."),
    ),
    "sdmx_ml": Advice(
        N_("The file is SDMX-ML ({element}), the XML of statistics, which is not read here."),
        DOWNLOAD_CSV,
    ),
    "sdmx_structure": Advice(
        N_("The file is SDMX-ML that describes data sets and code lists ({element}): it holds no observation."),
        N_(
            "Download the data, not their structure: from Eurostat as SDMX-CSV or TSV, from ISTAT as CSV with"
            " codes and labels."
        ),
    ),
    "sdmx_answer": Advice(
        N_("The file is an error message of a statistics service ({element}), saved in place of the data."),
        DOWNLOAD_CSV,
    ),
    "xml_spreadsheet": Advice(
        N_("The file is a workbook in the XML format of 2003, which is not read here."),
        N_("Open it in a spreadsheet program, save it as XLSX and send it again."),
    ),
    "other_xml": Advice(
        N_(
            "The file is XML that begins with “{element}”; the only XML that is read is the State-aid register's"
            " (LISTA_AIUTI)."
        ),
        N_("Export the data as CSV or XLSX, or send the register's monthly file (OpenData_Aiuti_….xml)."),
    ),
    "state_aid_table": Advice(
        N_(
            "The file holds awards of the State-aid register flattened into a table: of such a table components"
            " and instruments cannot be told apart, so it is not read."
        ),
        N_("Send the register's monthly file as it is published (open data, OpenData_Aiuti_….xml), also in ZIP or GZ."),
    ),
    "istat_no_territory": Advice(
        N_("The file is an I.Stat export without a territory: the dimension ITTER107 is missing."),
        N_(
            "In I.Stat add the dimension Territory to the table (“Personalizza”, then “Selezione”) and export it"
            " again as CSV with codes and labels."
        ),
    ),
    "sdmx_no_territory": Advice(
        N_("The file is SDMX-CSV without a territory: none of the dimensions ITTER107, REF_AREA and GEO is there."),
        N_("Choose a data set that has a territory, or add that dimension to the query, and download it again as CSV."),
    ),
    "labels_alone": Advice(
        N_(
            "The file is an export of ISTAT with labels alone: without the codes of its dimensions its"
            " observations are not certain."
        ),
        N_("Export it again as CSV with codes and labels."),
    ),
    "eurostat_explorer": Advice(
        N_(
            "The file is a CSV of Eurostat's former Data Explorer, which names neither the data set nor the codes"
            " of its dimensions."
        ),
        N_("Download the same data set from today's data browser as SDMX-CSV or TSV."),
    ),
}
