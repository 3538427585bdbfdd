# Grafana: what Grafana does with a dashboard's SQL before it sends it, written
# after pkg/tsdb/grafana-postgresql-datasource/macros.go and the formats of
# variables, for the test of viz/dashboards/grafana.
package Grafana;
use strict;
use warnings;
use Exporter 'import';
use JSON::PP;
use PostgreSQL::Test::Utils;
our @EXPORT = qw(read_dashboard panels_of targets_of variables_of expand);

# read_dashboard(FILE) is the dashboard that it has.
sub read_dashboard
{
	my ($file) = @_;
	return JSON::PP->new->utf8->decode(slurp_file($file));
}

# panels_of(DASHBOARD) are those that ask; rows only hold them.
sub panels_of { return grep { $_->{type} ne 'row' } @{ $_[0]{panels} } }

sub targets_of { return @{ $_[0]{targets} } }

sub variables_of { return @{ $_[0]{templating}{list} } }

my %seconds = (s => 1, m => 60, h => 3600, d => 86400, w => 604800, M => 2629800, y => 31557600);

# macro(NAME, FROM, TO, ARGUMENT...) is what stands for it.
sub macro
{
	my ($name, $from, $to, @arguments) = @_;
	my $column = $arguments[0];
	return "'$from'" if $name eq '__timeFrom';
	return "'$to'" if $name eq '__timeTo';
	die "macro $name needs a column" if ($column // '') eq '';
	return "$column AS \"time\"" if $name eq '__time';
	return "$column BETWEEN '$from' AND '$to'" if $name eq '__timeFilter';
	return macro('__timeGroup', $from, $to, @arguments) . ' AS "time"' if $name eq '__timeGroupAlias';
	die "unknown macro $name" if $name ne '__timeGroup';
	my ($n, $unit) = ($arguments[1] // '') =~ /^'?(\d+)([smhdwMy])'?$/ or die "$name needs an interval";
	my $interval = $n * $seconds{$unit};
	return "floor(extract(epoch from $column)/$interval)*$interval";
}

# expand(SQL, {NAME => [VALUE...] or \TEXT}, FROM, TO) is the SQL that the server
# gets: variables by values, quoted, or by a text as it is, which is what stands
# for All; then the macros. As in Grafana, an argument of a macro has no ).
sub expand
{
	my ($sql, $variables, $from, $to) = @_;
	$sql =~ s{\$\{(\w+):sqlstring\}}{
		my $value = $variables->{$1} // die "there is no variable $1";
		ref $value eq 'SCALAR' ? $$value : join ',', map { "'" . s/'/''/gr . "'" } @$value;
	}ge;
	die "a variable that is not quoted: $sql" if $sql =~ /\$\{|\[\[/;
	$sql =~ s{\$([_a-zA-Z0-9]+)\(([^)]*)\)(?=(,?))}{
		my $name = $1 eq '__timeGroup' && $3 ? '__timeGroupAlias' : $1;
		macro($name, $from, $to, map { s/^ +| +$//gr } split /,/, $2);
	}ge;
	die "what is left is no SQL: $sql" if $sql =~ /\$_?[a-zA-Z]/;
	return $sql;
}

1;
