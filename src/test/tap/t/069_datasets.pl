# When this fails, what models were trained on and which papers they name is not what
# the Hub says: uses that are lost, doubled or stay behind, datasets under names of
# before, private ones shown, a refresh that writes what did not change.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings);

# fresh(DATA) is a new database with the extension, and a Hub with these data.
sub fresh
{
	fresh_database();
	return $hub->serve(@_);
}

# dataset(NUMBER, FIELD => VALUE...) is a record of the listing; the greater the
# number, the newer and the more liked.
sub dataset
{
	my ($n, %fields) = @_;
	return {
		_id => hub_id(2000 + $n), id => "lab$n/data-$n", likes => $n - 5 > 0 ? $n - 5 : 0, downloads => 10 * $n,
		downloadsAllTime => 100 * $n, gated => JSON::PP::false, private => JSON::PP::false, disabled => JSON::PP::false,
		sha => sprintf('%040x', $n), trendingScore => 0.5, createdAt => moment(2, $n), lastModified => moment(3, $n),
		tags => [ 'language:en', 'license:mit' ], %fields
	};
}

# tagged(NUMBER, TAG...) is a model with these tags.
sub tagged { my ($n, @tags) = @_; return model($n, tags => [ 'pytorch', @tags ]) }

# uses() are lines 'model|dataset', papers() 'model|paper'.
sub uses
{
	return sql('SELECT m.name, d.name FROM llmeco.model_datasets u JOIN llmeco.models m USING (model_id)
		JOIN llmeco.datasets d USING (dataset_id) ORDER BY (m.name || \'|\' || d.name) COLLATE "C"');
}
sub papers
{
	return sql('SELECT m.name, u.arxiv_id FROM llmeco.model_papers u JOIN llmeco.models m USING (model_id)
		ORDER BY (m.name || \'|\' || u.arxiv_id) COLLATE "C"');
}
sub asked { my ($pattern) = @_; return scalar grep { $_->{url} =~ $pattern } @{ $hub->log } }
sub refresh
{
	my ($arguments, $columns) = @_;
	return dated(sub { sql('SELECT ' . ($columns // 'status, datasets_seen, datasets_new, datasets_changed, errors') . " FROM llmeco_refresh($arguments)") });
}
sub errors { return last_errors('item, kind, http_status', 'item COLLATE "C", error_id') }
my @tables = qw(models datasets dataset_aliases model_datasets model_papers papers);
my $models = "'{models}', 'all', 'full'";
my $all = "'{datasets}', 'all', 'full'";

# ---- tags of models ----

my @some = (
	tagged(1, 'dataset:lab1/data-1', 'dataset:squad', 'arxiv:2307.09288', 'arxiv:1910.09700'),
	tagged(2, 'dataset:lab1/data-1', 'dataset:LAB1/Data-1', 'arxiv:2307.09288v2', 'arxiv:hep-th/9711200v1'),
	tagged(3, 'dataset:', 'dataset:a//b', 'arxiv:', 'arxiv:2307', 'arxiv:2307.09288x', 'dataset'),
	tagged(4));
fresh(models => \@some);
is(refresh($models, 'status, models_new, datasets_new, errors'), 'complete|4|2|5', 'models with tags');
is(uses(), "author1/model-1|lab1/data-1\nauthor1/model-1|squad\nauthor2/model-2|lab1/data-1", 'each use once, whatever the case of letters');
is(papers(), "author1/model-1|2307.09288\nauthor2/model-2|2307.09288\nauthor2/model-2|hep-th/9711200",
	'papers without version, and without what templates cite');
is(errors(), join("\n", ('author3/model-3|name|') x 5), 'what names nothing is said');
is(sql('SELECT name, author, fetched_at FROM llmeco.datasets ORDER BY name COLLATE "C"'), "lab1/data-1|lab1|\nsquad||", 'datasets that are only named are stubs');
my $before = versions(@tables);
is(refresh($models, 'status, models_changed, datasets_new, datasets_changed'), 'complete|0|0|0', 'the same again: nothing new');
is(versions(@tables), $before, 'and no row version');

$some[0] = tagged(1, 'dataset:squad', 'dataset:lab2/data-2', 'arxiv:2401.00001');
$some[1]{downloads} = 7;
$before = versions(qw(datasets));
$hub->control('/data', { models => \@some });
is(refresh($models, 'status, models_changed, datasets_new'), 'complete|2|1', 'tags that change');
is(uses(), "author1/model-1|lab2/data-2\nauthor1/model-1|squad\nauthor2/model-2|lab1/data-1", 'uses come and go with them');
is(papers(), "author1/model-1|2401.00001\nauthor2/model-2|2307.09288\nauthor2/model-2|hep-th/9711200", 'so do papers');
$some[0]{tags} = 'none';
$hub->control('/data', { models => \@some });
refresh($models);
is(uses(), "author1/model-1|lab2/data-2\nauthor1/model-1|squad\nauthor2/model-2|lab1/data-1", 'what cannot be read takes nothing away');
$some[1]{likes} = 44;
$hub->control('/data', { models => \@some });
$hub->faults({ match => '^/api/models.*expand=tags(&|$)', times => -1, do => 'status', code => 400, body => { error => 'Unknown field: tags' } });
is(refresh($models, 'status, models_changed, unavailable'), 'complete|1|{models.tags}', 'tags that the Hub refuses');
is(uses(), "author1/model-1|lab2/data-2\nauthor1/model-1|squad\nauthor2/model-2|lab1/data-1", 'take nothing away either');
$hub->faults();
sql("INSERT INTO llmeco.ignored_papers (arxiv_id, reason) VALUES ('2401.00002', 'mine')");
$some[0] = tagged(1, 'dataset:lab2/data-2', 'arxiv:2401.00002', 'arxiv:2401.00003');
$hub->control('/data', { models => \@some });
refresh($models);
is(papers(), "author1/model-1|2401.00003\nauthor2/model-2|2307.09288\nauthor2/model-2|hep-th/9711200", 'a paper that the user had left out');

# ---- the listing ----

my @made = map { dataset($_) } 1 .. 25;
fresh(models => \@some, datasets => \@made);
refresh($models);
is(refresh($all, 'status, datasets_seen, datasets_new, datasets_changed, errors, requests'), 'complete|25|23|2|0|3', 'a walk of three pages; two had been named');
is(sql("SELECT name, hub_id, author, downloads, downloads_all_time, likes, trending_score, license, gated, disabled, sha, tags,
		to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), to_char(modified_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')
		FROM llmeco.datasets ORDER BY name COLLATE \"C\""),
	join("\n", map {
			join '|', $_->{id}, $_->{_id}, $_->{id} =~ m{^(.+)/}, $_->{downloads}, $_->{downloadsAllTime}, $_->{likes}, 0.5, 'mit', 'no', 'f',
			  $_->{sha}, '{language:en,license:mit}', $_->{createdAt}, $_->{lastModified}
		} sort { $a->{id} cmp $b->{id} } @made), 'datasets are as listed');
is(uses(), "author1/model-1|lab2/data-2\nauthor2/model-2|lab1/data-1", 'uses stay');
my $counters = sub { my ($first) = @_; return join "\n", map { join '|', "lab$_/data-$_", $_ == 3 ? $first : 10 * $_, 100 * $_, $_ > 5 ? $_ - 5 : 0 } sort { "lab$a/" cmp "lab$b/" } 1 .. 25 };
my $today = q{SELECT name, downloads, downloads_all_time, likes FROM llmeco.dataset_daily
	WHERE time = (SELECT (started_at AT TIME ZONE 'UTC')::date FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1) ORDER BY name COLLATE "C"};
is(sql($today), $counters->(30), 'their counters are kept as those of the day');
push @tables, 'dataset_snapshots';
$before = versions(@tables);
is(refresh($all), 'complete|25|0|0|0', 'the same again: nothing new');
is(versions(@tables), $before, 'and no row version');
$made[2]{downloads} = 33;
$hub->control('/data', { datasets => \@made });
is(refresh($all), 'complete|25|0|1|0', 'a counter that changed');
is(sql($today), $counters->(33), 'is that of the day');

# renamed, onto the name of a stub too; taken; swapped; removed; private
push @some, tagged(5, 'dataset:lab3/data-3', 'dataset:new/three', 'dataset:lab4/data-4');
$hub->control('/data', { models => \@some });
refresh($models);
my $ids = sql('SELECT hub_id, dataset_id FROM llmeco.datasets WHERE hub_id IS NOT NULL ORDER BY 1');
$made[2]{id} = 'new/three';
$made[3]{private} = JSON::PP::true;
@made[ 5, 6 ] = ({ %{ $made[5] }, id => $made[6]{id} }, { %{ $made[6] }, id => $made[5]{id} });
$made[8]{license} = undef;
$made[8]{tags} = ['license:cc-by-4.0', 'license:mit'];
$made[8]{gated} = 'manual';
my @left = @made[ 0 .. 8, 10 .. 24 ];
$hub->control('/data', { datasets => \@left });
$node->append_conf('postgresql.conf', "llmeco.max_removed_fraction = 0.5\n");
$node->reload;
is(refresh($all, 'status, datasets_new, datasets_changed, errors'), 'complete|0|7|0', 'names that move, values that change, two that go');
is(sql('SELECT hub_id, dataset_id FROM llmeco.datasets WHERE hub_id IS NOT NULL ORDER BY 1'), $ids, 'each is the row that it was');
is(sql("SELECT name, removed_at IS NOT NULL FROM llmeco.datasets WHERE hub_id IN ('" . join("', '", map { hub_id(2000 + $_) } 3, 4, 6, 7, 10) . "') ORDER BY hub_id"),
	"new/three|f\nlab4/data-4|t\nlab7/data-7|f\nlab6/data-6|f\nlab10/data-10|t", 'under the names of now; who is private or not listed is removed');
is(sql("SELECT license, gated FROM llmeco.datasets WHERE hub_id = '" . hub_id(2009) . "'"), 'cc-by-4.0|manual', 'of several licences the first');
is(sql("SELECT d.name FROM llmeco.model_datasets u JOIN llmeco.models m USING (model_id) JOIN llmeco.datasets d USING (dataset_id)
	WHERE m.name = 'author5/model-5' ORDER BY 1"), "lab4/data-4\nnew/three", 'the stub of the new name is the dataset');
is(sql('SELECT a.name, d.name FROM llmeco.dataset_aliases a JOIN llmeco.datasets d USING (dataset_id)'), 'lab3/data-3|new/three', 'and the old name is an alias');
push @some, tagged(6, 'dataset:LAB3/data-3');
$hub->control('/data', { models => \@some });
is(refresh($models, 'datasets_new'), 0, 'which a tag may have');
is(sql("SELECT d.name FROM llmeco.model_datasets u JOIN llmeco.models m USING (model_id) JOIN llmeco.datasets d USING (dataset_id)
	WHERE m.name = 'author6/model-6'"), 'new/three', 'and means the dataset');

# ---- names that are not listed ----

my @named = (tagged(1, 'dataset:squad', 'dataset:gone/away'), tagged(2, 'dataset:squad'), tagged(3, 'dataset:secret/one', 'dataset:rajpurkar/squad'));
fresh(models => \@named, datasets => [ dataset(1, id => 'squad'), dataset(2, id => 'secret/one', private => JSON::PP::true) ]);
$hub->control('/data', { datasets => { rename => { squad => 'rajpurkar/squad' } } });
refresh($models);
is(refresh($all, 'status, datasets_seen, datasets_new, errors'), 'complete|2|0|2', 'old, gone and private names are asked for');
is(uses(), "author1/model-1|gone/away\nauthor1/model-1|rajpurkar/squad\nauthor2/model-2|rajpurkar/squad\nauthor3/model-3|rajpurkar/squad\nauthor3/model-3|secret/one",
	'the old name led to the dataset, once');
is(sql("SELECT name, removed_at IS NOT NULL, hub_id IS NULL FROM llmeco.datasets ORDER BY name COLLATE \"C\""), "gone/away|t|t\nrajpurkar/squad|f|f\nsecret/one|t|t",
	'what is gone, or private, is removed, and nothing of it known');
is(errors(), "gone/away|http|401\nsecret/one|http|401", 'which is said');
$before = versions(@tables);
is(refresh($all, 'status, datasets_seen, datasets_changed, errors'), 'complete|1|0|0', 'the next run asks no more for them');
is(versions(@tables), $before, 'and writes nothing');
$hub->faults();

# ---- scope top:N, budgets ----

@made = map { dataset($_) } 1 .. 25;
fresh(models => [ tagged(1, 'dataset:lab1/data-1', 'dataset:lab25/data-25') ], datasets => \@made);
refresh($models);
is(refresh("'{datasets}', 'top:10'", 'status, datasets_seen, datasets_new, requests'), 'complete|11|9|2', 'top:10: the most liked, and one that a model names');
is(sql('SELECT min(likes) FROM llmeco.datasets WHERE likes > 0'), 11, 'top:10: in that order');
fresh(models => [ tagged(1, 'dataset:old/one') ], datasets => [ @made, dataset(30, id => 'old/one') ]);
$hub->control('/data', { datasets => { rename => { 'old/one' => 'new/one' } } });
refresh($models);
my ($calls, $state) = (0, 'partial');
$state = refresh("'{datasets}', 'all', 'full', max_requests => 1", 'status') while $state eq 'partial' && $calls++ < 20;
is("$state|$calls", 'complete|4', 'one request a call: pages, then the name');
is(uses(), 'author1/model-1|new/one', 'which was asked for');

# ---- import ----

fresh();
sql('CREATE TABLE lines (record jsonb)');
sql("INSERT INTO lines VALUES ('" . JSON::PP->new->canonical->encode($_) . "')") for @made[ 0 .. 2 ];
is(sql("SELECT status, rows_read, rows_failed, datasets_seen, datasets_new, datasets_changed FROM llmeco_import('datasets', 'SELECT record FROM lines')"),
	'complete|3|0|3|3|0', 'datasets from a query');
sql(q(UPDATE lines SET record = record - 'gated' - 'tags' || '{"likes": 500}'));
is(sql("SELECT datasets_changed, unavailable FROM llmeco_import('datasets', 'SELECT record FROM lines')"), '3|{datasets.gated,datasets.tags}', 'without some fields');
is(sql('SELECT DISTINCT likes, gated, license, tags FROM llmeco.datasets'), '500|no|mit|{language:en,license:mit}', 'which stay as they were');

# ---- papers ----

my @papers = (
	{ id => '2307.09288', title => " Llama 2:\n Open ", authors => [ map { { name => "A$_" } } 1 .. 3 ], githubRepo => 'https://github.com/lab/llama.git' },
	{ id => '2401.00001', title => 'Two', authors => 'none', githubRepo => 'https://gitlab.com/a/b' },
	{ id => 'hep-th/9711200', title => 'Three', authors => [] });
fresh(models => [
	tagged(1, 'arxiv:2307.09288', 'arxiv:2401.00001', 'arxiv:1910.09700'), tagged(2, 'arxiv:2307.09288', 'arxiv:hep-th/9711200'),
	tagged(3, 'arxiv:2401.00009')
], papers => \@papers);
my $papers = "'{papers}', 'all'";
my $stored = 'SELECT arxiv_id, title, authors, github_repo, fetched_at > now() - interval \'1 hour\' FROM llmeco.papers ORDER BY arxiv_id COLLATE "C"';
refresh($models);
is(refresh($papers, 'status, papers_seen, papers_changed, errors, requests'), 'complete|3|3|2|4', 'papers are asked for');
is(sql($stored), "2307.09288|Llama 2: Open|3|lab/llama|t\n2401.00001|Two|||t\n2401.00009||||t\nhep-th/9711200|Three|0||t",
	'title, number of authors and repository of each; one that the Hub has no page of');
is(errors(), "2401.00001|url|\n2401.00001|type|", 'what could not be read is said');
is((map { $_->{url} } @{ $hub->log })[-4], '/api/papers/2307.09288', 'the most used one first');
is(refresh($papers, 'status, requests'), 'complete|0', 'none is asked for again');
sql("UPDATE llmeco.papers SET fetched_at = fetched_at - interval '31 days'");
$papers[0]{githubRepo} = undef;
$hub->control('/data', { papers => \@papers });
is(refresh($papers, 'status, papers_seen, papers_changed, requests'), 'complete|3|1|4', 'until 30 days are over');
is(sql("SELECT github_repo FROM llmeco.papers WHERE arxiv_id = '2307.09288'"), '', 'and what changed is stored');
sql('TRUNCATE llmeco.papers');
is(refresh("'{papers}', 'all', max_requests => 3", 'status, papers_seen'), 'partial|2', 'within a budget');
is(refresh($papers, 'status, requests'), 'complete|1', 'the next run goes on');

done_testing();
