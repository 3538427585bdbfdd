# What a packager would lose: building from PGXN's archive and in a folder of
# its own, an installation that can be taken back, and being told what is
# missing before the compiler says it in its own words.
use strict;
use warnings;
use Cwd qw(getcwd);
use File::Path qw(make_path);
use JSON::PP;
use Test::More;

my $top = getcwd();
my $work = "$ENV{TESTDIR}/build";
make_path("$work/elsewhere", "$work/source");

# run returns a command's output, stderr included, and its exit code.
sub run
{
	my ($command) = @_;
	my $output = `($command) 2>&1 </dev/null`;

	return ($output, $? >> 8);
}

# files returns the names of all files below a folder.
sub files
{
	my ($folder) = @_;

	return sort split /\n/, `find '$folder' -type f -o -type l 2>/dev/null`;
}

# the tree that is tested, as a repository, for git archive
my $git = 'git -c user.name=test -c user.email=test@localhost -c init.defaultBranch=main';
run("tar -c --exclude=./src/test/build --exclude=node_modules --exclude=./viz/build "
	  . "--exclude='*.o' --exclude='*.so' -C '$top' . | tar -x -C '$work/source'");
my ($output, $code) = run("cd '$work/source' && $git init -q . && $git add -A && $git commit -q -m test");
is($code, 0, 'a repository of the tree') or diag $output;

($output, $code) = run("make -C '$work/source' -s dist");
is($code, 0, 'make dist') or diag $output;
my ($zip) = glob "$work/source/llmeco-*.zip";
($output, $code) = run("cd '$work' && python3 -m zipfile -e '$zip' .");
is($code, 0, 'its archive can be unpacked') or diag $output;
my ($archive) = glob "$work/llmeco-*";
like($archive, qr/llmeco-[0-9.]+$/, 'into a folder with the version');

open my $file, '<', "$archive/META.json" or die "META.json: $!";
my $meta = decode_json(do { local $/; <$file> });
close $file;
for my $name (values %{ $meta->{provides} })
{
	ok(-f "$archive/$name->{file}", "META.json: $name->{file} is in the archive");
	ok(-f "$archive/$name->{docfile}", "META.json: $name->{docfile} is in the archive");
	like($archive, qr/-\Q$name->{version}\E$/, 'META.json has the version of the control file');
}

# the mode of files is not in Python's unpacking, and nothing may need it
my @before = files($archive);
# what the compiler makes of it is not asked here
my $make = "cd '$work/elsewhere' && make -s -j2 -f '$archive/Makefile' COPT='-O0 -g0 -Wno-cpp'";
($output, $code) = run($make);
is($code, 0, 'a build in a folder of its own') or diag $output;
is_deeply([ files($archive) ], \@before, 'it leaves the source alone');

($output, $code) = run("$make install DESTDIR='$work/root'");
is($code, 0, 'make install') or diag $output;
my @installed = files("$work/root");
is(scalar(grep { m{/llmeco\.so$} } @installed), 1, 'the library is installed');
my ($version) = $archive =~ /-([0-9.]+)$/;
is(scalar(grep { m{/llmeco--\Q$version\E\.sql$} } @installed), 1, 'and the script of this version');
($output, $code) = run("$make uninstall DESTDIR='$work/root'");
is_deeply([ files("$work/root") ], [], 'make uninstall takes all of it back') or diag $output;

# llmeco-viz, as it was built for this run
($output, $code) = run("make -s install-viz DESTDIR='$work/root'");
is($code, 0, 'make install-viz') or diag $output;
@installed = map { s{^\Q$work\E/root}{}r } files("$work/root");
is(scalar(grep { $_ eq '/usr/local/bin/llmeco-viz' } @installed), 1, 'llmeco-viz is where PATH looks');
is(scalar(grep { $_ eq '/usr/local/share/man/man1/llmeco-viz.1' } @installed), 1, 'its page where man looks');
run("make -s uninstall-viz DESTDIR='$work/root'");
is_deeply([ files("$work/root") ], [], 'make uninstall-viz takes all of it back');

($output, $code) = run("make -s -C '$archive' PG_CONFIG=/nowhere/pg_config");
isnt($code, 0, 'without pg_config there is no build');
like($output, qr{^\S*llmeco: '/nowhere/pg_config' is not there: 'make deps' installs}, 'and the first line says what helps');
($output, $code) = run("PKG_CONFIG_LIBDIR=/nowhere make -s -C '$archive'");
isnt($code, 0, 'nor without a library');
like($output, qr{^\S*llmeco: building needs pkg-config and libcurl json-c .*: 'make deps' installs them},
	'and the first line says what helps');
($output, $code) = run("PKG_CONFIG_LIBDIR=/nowhere make -s -C '$archive/viz' generator");
like($output, qr{^\S*llmeco-viz: building needs pkg-config, libpq}, 'nor of llmeco-viz');

run("rm -rf '$work'");
done_testing();
