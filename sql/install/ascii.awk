# ascii.awk: writes what is not ASCII in string constants as E'\uXXXX', so that
# a server can read the install script whatever its database's encoding, and
# refuse that. A constant outside a DO would be looked at before anything runs.
# The caller sets LC_ALL=C: characters are bytes here.

BEGIN {
	for (i = 1; i < 256; i++)
		byte[sprintf("%c", i)] = i
}

# escaped gives a constant without its quotes, its characters beyond ASCII as \u.
function escaped(text, out, c, code, i)
{
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		code = byte[c]
		if (code < 128) {
			out = out (c == "\\" ? "\\\\" : c)
			continue
		}
		if (code < 224) {
			code = (code - 192) * 64 + byte[substr(text, ++i, 1)] - 128
		} else if (code < 240) {
			code = ((code - 224) * 64 + byte[substr(text, i + 1, 1)] - 128) * 64 + byte[substr(text, i + 2, 1)] - 128
			i += 2
		} else {
			print FILENAME ":" FNR ": a character beyond U+FFFF" > "/dev/stderr"
			exit failed = 1
		}
		out = out sprintf("\\u%04x", code)
	}
	return out
}

/[\200-\377]/ {
	n = split($0, part, "'")
	line = part[1]
	for (i = 2; i <= n; i += 2) {
		if (part[i] ~ /[\200-\377]/) {
			line = line "E"
			part[i] = escaped(part[i])
		}
		line = line "'" part[i] "'" part[i + 1]
	}
	if (line ~ /[\200-\377]/) {
		print FILENAME ":" FNR ": not ASCII outside a string constant" > "/dev/stderr"
		exit failed = 1
	}
	print line
	next
}
{ print }
