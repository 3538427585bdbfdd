# RefreshData: made-up models for the loopback Hub, and what the tables should
# have of them, computed here and not by llmeco.
package RefreshData;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT = qw(hub_id model expected_models expected_edges expected_stubs);

sub hub_id { return sprintf('%024x', $_[0]) }

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
		createdAt => sprintf('2024-01-%02dT%02d:%02d:00.000Z', 1 + $n / 1440, $n / 60 % 24, $n % 60),
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

1;
