# take.awk: makes the newest upgrade script of a file here, so that nothing is
# written twice. Called with the files of sql/install, then the script, whose
# lines are taken as they are but for
#
#   -- take NAME...      tables, views, functions and procedures that the older
#                        version does not have
#   -- replace NAME...   views, functions and procedures that it has, as CREATE
#                        OR REPLACE
#
# A name is spelt as after CREATE, without @extschema@. Taken is all from the
# comment on that CREATE to the next object: indexes, comments, rights, what
# pg_dump has to know.
#
# A DO is of the fresh install alone; the script has its own way to what that does.
#
# A replaced object's REVOKEs and GRANTs are left out: the rights are there
# already, and to set them again would make what the user has granted since
# part of the extension, which pg_dump leaves out.
#
# With a release its script becomes what it was made to, and later changes of
# sql/install do not reach it. src/test/tap/t/060_upgrade.pl compares the
# outcome of all scripts with a fresh install.

function stop(message)
{
	print FILENAME ":" FNR ": " message > "/dev/stderr"
	exit failed = 1
}

# The files of sql/install: statements by object.
FILENAME != ARGV[ARGC - 1] {
	if (/^\\echo /)
		next
	if (!open && /^DO \$/)
		tag = $2 ";"
	if (tag != "") {
		if ($0 == tag)
			tag = above = ""
		next
	}
	if (!open && /^(--.*)?$/) {
		above = /^$/ ? "" : above $0 "\n"
		next
	}
	if (!open && /^CREATE (SCHEMA|TABLE|VIEW|FUNCTION|PROCEDURE) /) {
		name = $3
		sub(/^@extschema@[.]/, "", name)
		sub(/[(;].*/, "", name)
		kind[name] = $2
	}
	rights = open ? rights : /^(REVOKE|GRANT) /
	all[name] = all[name] above $0 "\n"
	if (!rights)
		again[name] = again[name] above $0 "\n"
	above = ""
	if ((gsub(/[$][$]/, "&")) % 2)
		quoted = !quoted
	open = quoted || !/;$/
	next
}

/^-- (take|replace) / {
	for (i = 3; i <= NF; i++) {
		if (!($i in kind))
			stop("no " $i " in sql/install")
		text = "\n" all[$i]
		if ($2 == "replace") {
			text = "\n" again[$i]
			if (kind[$i] !~ /^(VIEW|FUNCTION|PROCEDURE)$/ ||
				!sub("\nCREATE " kind[$i], "\nCREATE OR REPLACE " kind[$i], text))
				stop("cannot replace " kind[$i] " " $i)
		}
		printf "%s", text
	}
	next
}
{ print }
