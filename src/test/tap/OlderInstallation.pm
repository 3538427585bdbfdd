# OlderInstallation: a PostgreSQL like the one that is tested, in a folder of
# the test's own, where more extension scripts can be put.
package OlderInstallation;
use strict;
use warnings;
use Exporter 'import';
use File::Basename qw(basename dirname);
use File::Copy;
use File::Path qw(make_path);
our @EXPORT = qw(older_installation);

sub pg_config { chomp(my $value = `pg_config --$_[0]`); return $value; }

# link_all(FROM, TO) fills folder TO with links to what is in FROM.
sub link_all
{
	my ($from, $to) = @_;
	make_path($to);
	symlink($_, "$to/" . basename($_)) or die "$to: $!" for glob("$from/*");
	return;
}

# older_installation(DIR, SCRIPT...) makes the installation below DIR with
# these extension scripts too, and gives what Cluster->new() wants as
# install_path. PostgreSQL finds its files from where its program really is,
# so programs are copied; all else is a link.
sub older_installation
{
	my ($dir, @scripts) = @_;
	my ($bin, $share, $lib) = map { pg_config($_) } qw(bindir sharedir pkglibdir);
	my $prefix = $bin;
	$prefix = dirname($prefix) until "$share/" =~ m{^\Q$prefix\E/} && "$lib/" =~ m{^\Q$prefix\E/};
	my ($new_bin, $new_share, $new_lib) = map { $dir . substr($_, length $prefix) } $bin, $share, $lib;

	make_path($new_bin);
	for my $program (glob("$bin/*"))
	{
		copy($program, "$new_bin/" . basename($program)) or die "$program: $!";
		chmod 0755, "$new_bin/" . basename($program);
	}
	link_all($lib, $new_lib);
	link_all($share, $new_share);
	unlink "$new_share/extension" or die $!;
	link_all("$share/extension", "$new_share/extension");
	for my $script (@scripts)
	{
		my $link = "$new_share/extension/" . basename($script);
		unlink $link;
		symlink($script, $link) or die "$script: $!";
	}
	return dirname($new_bin);
}

1;
