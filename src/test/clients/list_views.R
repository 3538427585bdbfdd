# What an R client sees of schema llmeco, for 070_clients.pl.
# Rscript list_views.R HOST PORT USER
arguments <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(DBI))
connection <- dbConnect(RPostgreSQL::PostgreSQL(), host = arguments[1], port = as.integer(arguments[2]),
                        dbname = "postgres", user = arguments[3])

# dbListTables() and dbListFields() know tables of the search path alone. What
# R has no type for, as arrays, comes as text, with a warning.
read <- function(view) suppressWarnings(dbGetQuery(connection, paste0("SELECT * FROM llmeco.", view)))
text <- function(values, written) ifelse(is.na(values), "\\N", written)

views <- dbGetQuery(connection, "SELECT table_name FROM information_schema.views WHERE table_schema = 'llmeco'")
for (view in views$table_name) {
    frame <- read(view)
    cat("view", view, nrow(frame), paste(names(frame), collapse = ","), sep = "\t")
    cat("\n")
}
models <- read("model_details")
cat(paste("model", models$name, text(models$downloads, format(models$downloads, scientific = FALSE, trim = TRUE)),
          text(models$influence, formatC(models$influence, digits = 17, format = "g")),
          text(models$languages, gsub("[{}\"]", "", gsub(",", " ", models$languages))),
          text(models$created_at, format(1000 * as.numeric(models$created_at), scientific = FALSE, trim = TRUE)),
          sep = "\t"), sep = "\n")
cat("\n")
dbDisconnect(connection)
