# How many places each side held on each day, from `whoholds export panel`, in base R.
#
#   whoholds export panel --from 2024-11-25 --to 2024-12-12 --out panel.csv
#   Rscript examples/panel.R panel.csv

path <- commandArgs(trailingOnly = TRUE)[1]
panel <- read.csv(path, na.strings = "", stringsAsFactors = FALSE)
panel$date <- as.Date(panel$date)
held <- subset(panel, status != "unknown" & probability >= 0.8)
counts <- as.data.frame(table(date = held$date, holder = held$status))
counts$date <- as.Date(as.character(counts$date))
wide <- reshape(counts, idvar = "date", timevar = "holder", direction = "wide")
names(wide) <- sub("^Freq\\.", "", names(wide))
print(wide, row.names = FALSE)
