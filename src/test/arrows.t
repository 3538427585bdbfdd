# Were src/test/arrows blind to a fault, the rooms would grow together again and
# nobody would be told. So each fault is planted in a copy of the tree, and has
# to be named.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $top = dirname($0) . '/../..';
my $scratch = tempdir(CLEANUP => 1);
my @planted;

# plant(RULE, NAMED, PATH => TEXT...) sees that a copy with these files breaks
# RULE with a line like NAMED.
sub plant
{
	my ($rule, $named, @files) = @_;
	like(faults_of(copy_of_tree(@files), $rule), $named, "named: $rule");
	return;
}

# copy_of_tree is the copy with these files more, compiled, and none of those before.
sub copy_of_tree
{
	my %files = @_;
	my $tree = "$scratch/tree";
	if (!-d $tree)
	{
		make_path($tree);
		system("cd '$top' && find src fetch sql \\( -path src/test/build -o -path src/test/bench \\) -prune"
			. " -o \\( -name '*.[cho]' -o -path src/README.md -o -name '*.sql' \\) -print0"
			. " | tar -c --null -T - | tar -x -C '$tree'") == 0 or die;
	}
	unlink @planted;
	rmdir dirname($_) foreach splice @planted;
	foreach my $path (sort keys %files)
	{
		die "$path is there" if -e "$tree/$path";
		push @planted, "$tree/$path";
		make_path(dirname("$tree/$path"));
		open(my $file, '>', "$tree/$path") or die "$path: $!";
		print $file "$files{$path}\n";
		close $file or die "$path: $!";
	}
	foreach my $source (grep { /\.c$/ } sort keys %files)
	{
		my $object = $source =~ s/\.c$/.o/r;
		push @planted, "$tree/$object";
		system("cd '$tree' && gcc -I. -Isrc -c $source -o $object") == 0 or die;
	}
	return $tree;
}

# faults_of returns the lines below 'not ok' of a rule; '' where it is kept.
sub faults_of
{
	my ($tree, $rule) = @_;
	my $out = `'$top/src/test/arrows' '$tree'`;
	my $status = $? >> 8;
	die "no rule '$rule' in:\n$out" unless $out =~ /^(not )?ok \d+ - \Q$rule\E\n((?:#.*\n)*)/m;
	my ($broken, $lines) = ($1, $2);
	die "exit status $status in spite of:\n$out" if $status != ($out =~ /^not ok/m ? 1 : 0);
	return $broken ? $lines : '';
}

# Kernel stands below support.
my $below = '#include "support/planted_s.h"';

plant('every arrow between rooms is allowed',
	qr{^# src/kernel/planted_k -> src/support/planted_s: planted_k.h includes support/planted_s.h$}m,
	'src/kernel/planted_k.h' => $below, 'src/support/planted_s.h' => '');
# Without an include, through a table of functions.
plant('every arrow between rooms is allowed',
	qr{^# src/kernel/planted_k -> src/support/planted_s: uses PlantedBelow$}m,
	'src/kernel/planted_k.c' => 'void PlantedBelow(void); void (*planted_k[])(void) = {PlantedBelow};',
	'src/support/planted_s.c' => 'void PlantedBelow(void) {}');
plant('every arrow between rooms is allowed',
	qr{^# src/support/planted_s -> src/kernel/planted_k: planted_s.c includes ../kernel/planted_k.h$}m,
	'src/support/planted_s.c' => '#include "../kernel/planted_k.h"', 'src/kernel/planted_k.h' => '');
plant('src/README.md lists every room on its floor', qr{^# planted is not listed$}m,
	'src/planted/planted.h' => '');
plant('plain C includes nothing of PostgreSQL', qr{^# src/kernel/planted_k.h includes support/planted_s.h$}m,
	'src/kernel/planted_k.h' => $below, 'src/support/planted_s.h' => '');
plant('plain C includes nothing of PostgreSQL', qr{^# fetch/reader/planted.h includes utils/builtins.h$}m,
	'fetch/reader/planted.h' => '#include "utils/builtins.h"');
plant('no circle of files', qr{^# 2 in a circle: src/kernel/planted_a src/kernel/planted_b$}m,
	'src/kernel/planted_a.h' => '#include "kernel/planted_b.h"',
	'src/kernel/planted_b.h' => '#include "planted_a.h"');
plant('no circle of files', qr{^#   src/kernel/planted_a -> src/kernel/planted_b: uses planted_b$}m,
	'src/kernel/planted_a.c' => 'void planted_b(void); void (*planted_a[])(void) = {planted_b};',
	'src/kernel/planted_b.c' => 'extern void (*planted_a[])(void); void planted_b(void) { planted_a[0](); }');
plant('no circle of rooms', qr{^#   kernel -> support: .*planted_k.h includes support/planted_s.h}m,
	'src/kernel/planted_k.h' => $below, 'src/support/planted_s.h' => '',
	'src/kernel/planted_l.h' => '', 'src/support/planted_t.h' => '#include "kernel/planted_l.h"');
plant('every external name is used by another file',
	qr{^# src/kernel/planted.c: planted: no other file uses it$}m,
	'src/kernel/planted.c' => 'void planted(void) {} void (*of_planted)(void) = planted;');
plant('every external name is used by another file',
	qr{^# src/kernel/planted.c: planted: only tests use it$}m,
	'src/kernel/planted.c' => 'void planted(void) {}',
	'src/test/unit/planted.h' => 'void test(void) { planted(); }');
# An SQL function that no SQL creates.
plant('every external name is used by another file',
	qr{^# src/support/planted.c: llmeco_planted: no other file uses it$}m,
	'src/support/planted.c' => 'int pg_finfo_llmeco_planted, llmeco_planted;');
plant('every external name is declared in the header of its source',
	qr{^# src/kernel/planted_a.c: planted_a is declared in src/kernel/planted_b.h$}m,
	'src/kernel/planted_a.c' => 'void planted_a(void) {}',
	'src/kernel/planted_b.h' => 'extern void planted_a(void);',
	'src/kernel/planted_b.c' => 'void planted_a(void); void (*planted_b)(void) = planted_a;');
plant('no type stands twice', qr{^# Planted: fetch/reader/planted_r.h src/kernel/planted_k.h$}m,
	'src/kernel/planted_k.h' => "struct Planted\n{\n\tint a;\n};",
	'fetch/reader/planted_r.h' => 'typedef struct Planted { struct { int b; } c; } Planted;');
plant('no type stands twice', qr{^# Planted: src/kernel/planted_k.h src/support/planted_s.c$}m,
	'src/kernel/planted_k.h' => 'typedef enum { PLANTED_A } Planted;',
	'src/support/planted_s.c' => 'typedef void (*Planted) (void *arg);');
plant('no base name stands twice', qr{^# planted: fetch/reader/planted src/kernel/planted$}m,
	'src/kernel/planted.h' => '', 'fetch/reader/planted.c' => '');
plant("a header's guard is its path",
	qr{^# src/kernel/planted.h: LLMECO_PLANTED_H, not LLMECO_KERNEL_PLANTED_H$}m,
	'src/kernel/planted.h' => "#ifndef LLMECO_PLANTED_H\n#define LLMECO_PLANTED_H\n#endif");

# A type and a name for a part of it, and a type that is not shown, are no doubles.
my $tree = copy_of_tree('src/kernel/planted.h' => 'typedef struct Planted Planted; struct Other *planted;',
	'src/kernel/planted.c' => "struct Planted\n{\n\tint a;\n}; /* struct Other { */");
unlike(`'$top/src/test/arrows' '$tree'`, qr{^# (Planted|Other): }m, 'an opaque type is one');

# What was built before its source changed says nothing.
$tree = copy_of_tree('src/kernel/planted.c' => '');
unlink("$tree/src/kernel/planted.o") or die;
like(faults_of($tree, 'every object is built from its source'), qr{^# src/kernel/planted.c: run make first$}m,
	'no object: named');

done_testing();
