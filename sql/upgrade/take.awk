# take.awk: makes an upgrade script of a file here, so that nothing is written
# twice. Its lines are taken as they are but for
#
#   -- take 73-growth.sql       all of sql/install/73-growth.sql, which the older
#                               version had nothing of
#   -- replace 70-views.sql     the views and functions of that file, which the
#                               older version had, as CREATE OR REPLACE
#
# A replaced file's REVOKEs and GRANTs are left out: the rights are there
# already, and to set them again would make what the user has granted since
# part of the extension, which pg_dump leaves out.
#
# Run from anywhere with -v top=, the way to the top level with its slash.
#
# src/test/tap/t/060_upgrade.pl compares the outcome with a fresh install.

function stop(message)
{
	print FILENAME ":" FNR ": " message > "/dev/stderr"
	exit failed = 1
}

/^-- (take|replace) / {
	replace = $2 == "replace"
	file = top "sql/install/" $3
	lines = 0
	while ((status = (getline line < file)) > 0) {
		lines++
		if (line ~ /^\\echo /)
			continue
		if (replace) {
			if (line ~ /^(REVOKE|GRANT) /) {
				while (line !~ /;$/ && (getline line < file) > 0)
					;
				continue
			}
			if (line ~ /^CREATE (VIEW|FUNCTION|PROCEDURE) /)
				line = "CREATE OR REPLACE" substr(line, 7)
			else if (line ~ /^(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE) /)
				stop(file " has more than views and functions: " line)
		}
		print line
	}
	close(file)
	if (status < 0 || lines == 0)
		stop("cannot read " file)
	next
}
{ print }
