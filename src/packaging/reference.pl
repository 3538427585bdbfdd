# reference.pl FOLDER: writes REFERENCE.md, llmeco-dictionary.csv and
# llmeco-er.svg there: what the comments and the catalogue of a database say in
# which the extension was just created (PGHOST, PGPORT, PGDATABASE ...).
use strict;
use warnings;
use File::Basename qw(dirname);
use JSON::PP;
use List::Util qw(max);

my $folder = $ARGV[0] or die "usage: reference.pl FOLDER\n";
my $sources = dirname($0) . '/../support/settings.c';

# ---- what the database says ----

# rows(QUERY) are the rows that a query answers, each a hash.
sub rows
{
	my ($query) = @_;
	local $ENV{PGOPTIONS} = '-c search_path=pg_catalog';
	open(my $psql, '-|', 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', "LOAD 'llmeco'",
		'-c', "SELECT json_agg(r) FROM ($query) r") or die "psql: $!";
	local $/;
	my $answer = <$psql>;
	close($psql) or die "psql could not answer: $query";
	return @{ JSON::PP->new->utf8->decode($answer) // [] };
}

# Partitions are as their table, and come and go.
my @relations = rows("SELECT c.oid, c.relname AS name, c.relkind = 'v' AS is_view, obj_description(c.oid, 'pg_class') AS comment
	FROM pg_class c WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
	ORDER BY c.relname COLLATE \"C\"");
my %columns;
push @{ $columns{ $_->{relation} } }, $_ foreach rows("SELECT a.attrelid AS relation, a.attname AS name,
		format_type(a.atttypid, a.atttypmod) AS type, col_description(a.attrelid, a.attnum) AS comment, a.attnotnull AS not_null,
		EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS is_key
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'llmeco'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
	ORDER BY a.attrelid, a.attnum");
# An internal argument: the planner's business.
my @functions = rows("SELECT CASE WHEN p.pronamespace = 'llmeco'::regnamespace THEN 'llmeco.' ELSE '' END || p.proname AS name,
		pg_get_function_arguments(p.oid) AS arguments,
		CASE p.prokind WHEN 'p' THEN NULL ELSE pg_get_function_result(p.oid) END AS result,
		p.prokind = 'a' AS is_aggregate, obj_description(p.oid, 'pg_proc') AS comment,
		(SELECT json_agg(json_build_object('name', n.name, 'mode', coalesce(p.proargmodes[n.i::int]::text, 'i'),
				'type', format_type((coalesce(p.proallargtypes, p.proargtypes::oid[]))[n.i::int
					- CASE WHEN p.proallargtypes IS NULL THEN 1 ELSE 0 END], NULL)) ORDER BY n.i)
			FROM unnest(p.proargnames) WITH ORDINALITY n (name, i)) AS names,
		EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0) AS is_public
	FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND e.extname = 'llmeco'
	WHERE p.prorettype <> 'internal'::regtype
	ORDER BY p.pronamespace = 'llmeco'::regnamespace, p.proname COLLATE \"C\", pg_get_function_arguments(p.oid) COLLATE \"C\"");
my %shown = map { $_->{name} => $_ } rows("SELECT name, boot_val, min_val, max_val, context = 'user' AS by_anyone, short_desc, extra_desc
	FROM pg_settings WHERE name LIKE 'llmeco.%'");
my ($version) = map { $_->{extversion} } rows("SELECT extversion FROM pg_extension WHERE extname = 'llmeco'");

# PostgreSQL shows no setting that may hold a secret; where it is defined tells of it.
my @settings = do {
	local $/;
	open(my $in, '<', $sources) or die "$sources: $!";
	my $text = <$in>;
	map {
		my ($name, $short, $extra) = @$_;
		$shown{$name} // { name => $name, boot_val => '', by_anyone => 0, short_desc => $short, extra_desc => $extra }
	} sort { $a->[0] cmp $b->[0] } map { [ /"((?:[^"\\]|\\.)*)"/g ] } $text =~ /DefineCustom\w+Variable\((.*?)&\w/gs;
};

# joins(COLUMN) is the table and column that a column's comment names first.
sub joins { return ($_[0]{comment} // '') =~ /^llmeco\.(\w+)\.(\w+)/ ? ($1, $2) : () }

# about(COMMENT) is the comment, which everything has, in one line.
sub about { return ($_[0]{comment} // die "$_[0]{name} has no comment\n") =~ s/\s+/ /gr }

# save(NAME, TEXT...) writes a file.
sub save
{
	my ($name, @text) = @_;
	open(my $out, '>:encoding(UTF-8)', "$folder/$name") or die "$folder/$name: $!";
	print $out @text;
	close($out) or die "$folder/$name: $!";
	return;
}

# ---- REFERENCE.md ----

# cell(TEXT) is a text within a table.
sub cell { return $_[0] =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/([|*])/\\$1/gr }

# signature(FUNCTION) is how it is called, an argument a line where they are many.
sub signature
{
	my ($function) = @_;
	my ($name, $arguments, $result) = @$function{qw(name arguments result)};
	# The columns of a row are arguments to PostgreSQL; a reader takes them for a result.
	my @in = grep { !/^OUT / } split /, (?=(?:OUT |VARIADIC )?"?\w+"? )/, $arguments;
	my @out = map { s/^OUT //r } grep { /^OUT / } split /, (?=(?:OUT )?"?\w+"? )/, $arguments;
	$result = 'record (' . join(', ', @out) . ')' if @out;
	# What a type's name says of a default is said by the argument's type.
	s/(DEFAULT (?:NULL|'[^']*'))::[\w ]+(?:\[\])?$/$1/ foreach @in;
	my $line = "$name(" . join(', ', @in) . ')';
	$line = "$name(\n        " . join(",\n        ", @in) . ')' if length($line) > 100;
	return ($result ? '' : 'CALL ') . $line . ($result ? "\n    " . wrapped("RETURNS $result") : '');
}

# wrapped(TEXT) breaks a long line between columns.
sub wrapped
{
	my ($text) = @_;
	my ($line, @lines) = ('');
	foreach my $part (split /(?<=,) /, $text)
	{
		if (length("$line $part") > 100) { push @lines, $line; $line = '' }
		$line .= ($line eq '' ? '' : ' ') . $part;
	}
	return join("\n        ", @lines, $line);
}

# relation(RELATION) is a view or table with its columns.
sub relation
{
	my ($relation) = @_;
	return "### llmeco.$relation->{name}\n\n", cell(about($relation)), "\n\n| column | type | |\n|---|---|---|\n",
	  (map { "| $_->{name} | $_->{type} | " . cell(about($_)) . " |\n" } @{ $columns{ $relation->{oid} } }), "\n";
}

# range_of(SETTING) is what it may be.
sub range_of
{
	my ($setting) = @_;
	return '' if !defined $setting->{min_val};
	return " ($setting->{min_val} to " . ($setting->{max_val} eq 2**31 - 1 ? '2147483647' : $setting->{max_val}) . ')';
}

my @views = grep { $_->{is_view} } @relations;
my @tables = grep { !$_->{is_view} } @relations;
save('REFERENCE.md',
	"# Reference\n\nAll that llmeco $version has, as its comments in the database say it (`\\d+`, `\\df+`). Written by `make reference`: do\n",
	"not edit. [llmeco-dictionary.csv](llmeco-dictionary.csv) is the same as a table, [llmeco-er.svg](llmeco-er.svg) a picture of\n",
	"how tables are joined.\n\n",
	"- [Functions](#functions): ", join(', ', map { "[$_](#" . s/\.//r . ')' } do { my %seen; grep { !$seen{$_}++ } map { $_->{name} } @functions }), "\n",
	"- [Views](#views): ", join(', ', map { "[$_->{name}](#llmeco$_->{name})" } @views), "\n",
	"- [Tables](#tables): ", join(', ', map { "[$_->{name}](#llmeco$_->{name})" } @tables), "\n",
	"- [Settings](#settings)\n\n",
	"## Functions\n\nIn the schema that the extension was created in. Those marked *any role* may be called by everybody, with the rights of who\n",
	"calls; the others by whom `llmeco_grant` lets. What is in schema llmeco is for other functions and views.\n\n",
	(map { ("### $_->{name}\n\n    ", signature($_), "\n\n", $_->{is_public} ? '*Any role.* ' : '', cell(about($_)), "\n\n") } @functions),
	"## Views\n\n", (map { relation($_) } @views),
	"## Tables\n\n", (map { relation($_) } @tables),
	"## Settings\n\n| setting | default | who | |\n|---|---|---|---|\n",
	map { "| $_->{name} | " . cell(($_->{boot_val} // '') . range_of($_)) . ' | ' . ($_->{by_anyone} ? 'anyone' : 'superuser') . ' | '
		  . cell(join(' ', grep { defined } @$_{qw(short_desc extra_desc)})) . " |\n" } @settings);

# ---- llmeco-dictionary.csv ----

# record(VALUE...) is a line.
sub record { return join(',', map { my $v = $_ // ''; $v =~ /[",\n]/ ? '"' . $v =~ s/"/""/gr . '"' : $v } @_) . "\n" }

# key_of(RELATION) is what tells its rows apart: columns, with a semicolon between the
# choices where there are several. A comment says it where no primary key does.
sub key_of
{
	my ($relation) = @_;
	return $1 if about($relation) =~ /\(keys?: ([^)]*)\)/;
	return join(', ', map { $_->{name} } grep { $_->{is_key} } @{ $columns{ $relation->{oid} } });
}

my @dictionary = record(qw(kind name part type joins comment key));
foreach my $relation (@relations)
{
	my $kind = $relation->{is_view} ? 'view' : 'table';
	push @dictionary, record($kind, "llmeco.$relation->{name}", '', '', '', about($relation), key_of($relation)),
	  map { record("$kind column", "llmeco.$relation->{name}", $_->{name}, $_->{type}, join('.', map { $_ } 'llmeco', joins($_)) =~ s/^llmeco$//r, about($_), '') }
	  @{ $columns{ $relation->{oid} } };
}
foreach my $function (@functions)
{
	push @dictionary, record('function', $function->{name}, $function->{arguments} =~ s/, OUT .*//r, $function->{result} // 'procedure', '', about($function), ''),
	  map { record($_->{mode} =~ /[to]/ ? 'function column' : 'function argument', $function->{name}, $_->{name}, $_->{type}, '', '', '') } @{ $function->{names} // [] };
}
push @dictionary, map { record('setting', $_->{name}, '', $_->{boot_val}, '', join(' ', grep { defined } @$_{qw(short_desc extra_desc)}), '') } @settings;
save('llmeco-dictionary.csv', @dictionary);

# ---- llmeco-er.svg ----

# A band for each table that others lead to, in one colour: the table itself on
# the left, those that lead to it first on the right; a dot of another band's
# colour where a column leads there, too.
my @colours = ('#2563eb', '#b45309', '#047857', '#7c3aed', '#be123c', '#0e7490', '#4d7c0f', '#a21caf', '#475569');
my (%leads, %band_of, %of_band);
foreach my $table (@tables)
{
	$leads{ $table->{name} } = [ map { [ $_->{name}, joins($_) ] } grep { joins($_) } @{ $columns{ $table->{oid} } } ];
}
my %target = map { $_->[1] => 1 } map { @$_ } values %leads;
foreach my $table (map { $_->{name} } @tables)
{
	$band_of{$table} = $target{$table} ? $table : @{ $leads{$table} } ? $leads{$table}[0][1] : '';
	push @{ $of_band{ $band_of{$table} } }, $table if !$target{$table};
}
# The largest first; what leads nowhere last.
my @bands = sort { ($a eq '') <=> ($b eq '') || @{ $of_band{$b} // [] } <=> @{ $of_band{$a} // [] } || $a cmp $b }
  do { my %seen; grep { !$seen{$_}++ } (keys %target, keys %of_band) };
my %colour = map { $bands[$_] => $bands[$_] eq '' ? $colours[-1] : $colours[ $_ % $#colours ] } 0 .. $#bands;
my %oid = map { $_->{name} => $_->{oid} } @tables;
my ($width, $gap, $line, $across) = (250, 14, 16, 4);

# lines_of(TABLE) are the columns that a box shows: keys, and what leads elsewhere.
sub lines_of
{
	my ($table) = @_;
	my %leads_to = map { $_->[0] => $_ } @{ $leads{$table} };
	return map { [ $_, $leads_to{ $_->{name} } ] } grep { $_->{is_key} || $leads_to{ $_->{name} } } @{ $columns{ $oid{$table} } };
}

sub height_of { return 26 + $line * scalar(lines_of($_[0])) + 6 }

# box(TABLE, X, Y) draws one.
sub box
{
	my ($table, $x, $y) = @_;
	my $own = $colour{ $band_of{$table} };
	my @drawn = (sprintf(qq{<rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="#fff" stroke="%s"%s/>\n}, $x, $y, $width, height_of($table),
			$own, $target{$table} ? ' stroke-width="2.5"' : ''),
		sprintf(qq{<text x="%d" y="%d" class="t">%s</text>\n}, $x + 10, $y + 18, $table));
	my $at = $y + 22 + $line - 4;
	foreach my $shown (lines_of($table))
	{
		my ($column, $to) = @$shown;
		push @drawn, sprintf(qq{<circle cx="%d" cy="%d" r="4" fill="%s"/>\n}, $x + 14, $at - 4, $colour{ $band_of{ $to->[1] } }) if $to;
		push @drawn, sprintf(qq{<text x="%d" y="%d"%s>%s%s</text>\n}, $x + 24, $at, $column->{is_key} ? ' class="k"' : '',
			$column->{name}, $to ? " &#8594; $to->[1]" : '');
		$at += $line;
	}
	return @drawn;
}

my $y = 64;
my @drawn;
foreach my $band (@bands)
{
	my @satellites = @{ $of_band{$band} // [] };
	my ($left, $top) = (20, $y + 28);
	my @boxes = $band eq '' ? () : (box($band, $left, $top));
	my $bottom = $band eq '' ? $top : $top + height_of($band);
	# Each below the lowest of the columns.
	my @at = ($top) x ($across - 1);
	my @joints;
	foreach my $table (@satellites)
	{
		my ($column) = sort { $at[$a] <=> $at[$b] || $a <=> $b } 0 .. $#at;
		push @boxes, box($table, $left + ($column + 1) * ($width + 3 * $gap) - 2 * $gap, $at[$column]);
		push @joints, $at[$column] + 13 if $column == 0;
		$at[$column] += height_of($table) + $gap;
	}
	$bottom = max($bottom, map { $_ - $gap } @at);
	push @drawn, sprintf(qq{<rect x="8" y="%d" width="%d" height="%d" rx="8" fill="%s" fill-opacity="0.07"/>\n}, $y, $across * ($width + 3 * $gap) - 16, $bottom - $y + 12, $colour{$band}),
	  sprintf(qq{<text x="20" y="%d" class="b" fill="%s">%s</text>\n}, $y + 19, $colour{$band}, $band eq '' ? 'joined by names, or by nothing' : @satellites ? "joined with $band" : $band);
	push @drawn, sprintf(qq{<path d="M%d %d H%d M%d %d V%d%s" fill="none" stroke="%s"/>\n}, $left + $width, $top + 13, $left + $width + $gap,
		$left + $width + $gap / 2, $top + 13, $joints[-1], join('', map { sprintf ' M%d %d H%d', $left + $width + $gap / 2, $_, $left + $width + $gap } @joints), $colour{$band})
	  if $band ne '' && @joints;
	push @drawn, @boxes;
	$y = $bottom + 24;
}
save('llmeco-er.svg',
	sprintf(qq{<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="12" role="img" aria-label="Tables of llmeco and how they are joined">\n}, ($across * ($width + 3 * $gap), $y) x 2),
	qq{<style>.t { font-weight: bold; font-size: 13px } .k { text-decoration: underline } .b { font-weight: bold }</style>\n},
	qq{<rect width="100%" height="100%" fill="#fff"/>\n},
	qq{<text x="20" y="28" font-size="18" font-weight="bold">Tables of llmeco $version</text>\n},
	qq{<text x="20" y="48">Underlined: the key. A dot has the colour of the table that its column leads to. Views have the same ids: REFERENCE.md</text>\n},
	@drawn, "</svg>\n");
