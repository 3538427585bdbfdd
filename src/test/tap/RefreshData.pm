# RefreshData: made-up models for the loopback Hub, and what the tables should
# have of them, computed here and not by llmeco.
package RefreshData;
use strict;
use warnings;
use Exporter 'import';
use JSON::PP;
use TestDatabase;
our @EXPORT = qw($stored_models hub_id moment model expected_models expected_edges expected_stubs tables_are);

# Lines as expected_models() gives them, of what was fetched.
our $stored_models = q{SELECT name, hub_id, downloads, likes, task,
	to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
	FROM llmeco.models WHERE fetched_at IS NOT NULL};

sub hub_id { return sprintf('%024x', $_[0]) }

# moment(MONTH, MINUTES) is a time as the Hub writes it, from a month of 2024 on.
sub moment
{
	my ($month, $m) = @_;
	return sprintf('2024-%02d-%02dT%02d:%02d:00.000Z', $month, 1 + $m / 1440, $m / 60 % 24, $m % 60);
}

# model(NUMBER, FIELD => VALUE...) is a record of the listing. parents =>
# [[relation, name], ...] becomes tags, as the Hub has them; the newer the
# model, the greater its number.
sub model
{
	my ($n, %fields) = @_;
	my $parents = delete $fields{parents} // [];
	my $tags = delete $fields{tags} // [ 'pytorch', 'en', 'license:mit', 'region:us' ];
	my @lineage = map { ("base_model:$_->[1]", "base_model:$_->[0]:$_->[1]") } @$parents;
	return {
		_id => hub_id($n),
		id => "author" . $n % 7 . "/model-$n",
		likes => $n * 3 % 50,
		downloads => $n * 1000,
		trendingScore => 0.5,
		private => JSON::PP::false,
		pipeline_tag => 'text-generation',
		library_name => 'transformers',
		createdAt => moment(1, $n),
		sha => sprintf('%040x', $n),
		%fields,
		tags => [ @$tags, @lineage ],
	};
}

# expected_models(RECORD...) are lines 'name|_id|downloads|likes|task|created'.
sub expected_models
{
	return join "\n", sort map {
		join '|', $_->{id}, $_->{_id}, $_->{downloads}, $_->{likes}, $_->{pipeline_tag}, $_->{createdAt}
	} @_;
}

# edges_of(RECORD...) is {parent}{child} = relation, by the tags.
sub edges_of
{
	my %edges;
	for my $record (@_)
	{
		for my $tag (@{ $record->{tags} })
		{
			my ($relation, $parent) = $tag =~ /^base_model:(\w+):(.+)$/ or next;
			$edges{$parent}{ $record->{id} } = $relation unless $parent eq $record->{id};
		}
	}
	return \%edges;
}

# expected_edges(RECORD...) are lines 'parent|child|relation'.
sub expected_edges
{
	my $edges = edges_of(@_);
	return join "\n", sort map {
		my $parent = $_;
		map { "$parent|$_|$edges->{$parent}{$_}" } keys %{ $edges->{$parent} }
	} keys %$edges;
}

# expected_stubs(RECORD...) are the names of parents that are no record.
sub expected_stubs
{
	my %listed = map { $_->{id} => 1 } @_;
	return join "\n", sort grep { !$listed{$_} } keys %{ edges_of(@_) };
}

# tables_are(NAME, RECORD...) compares models, stubs and derivations with
# records.
sub tables_are
{
	my ($name, @records) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	all_lines_are(
		[ $stored_models, "$name: models", split /\n/, expected_models(@records) ],
		[ 'SELECT name FROM llmeco.models WHERE fetched_at IS NULL', "$name: stubs", split /\n/, expected_stubs(@records) ],
		[ 'SELECT parent, child, relation FROM llmeco.network_edges', "$name: derivations", split /\n/, expected_edges(@records) ]);
	return;
}

1;
