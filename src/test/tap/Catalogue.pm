# Catalogue: all that the system catalogues say of the extension, as text, so
# that two databases can be compared.
package Catalogue;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT = qw(catalogue);

# What is made at run time is no part of the extension: the partitions of
# months and runs.
my $relations = "(SELECT * FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND NOT relispartition
	AND oid NOT IN (SELECT indexrelid FROM pg_index JOIN pg_class t ON t.oid = indrelid WHERE t.relispartition)) c";
my $members = "pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
	AND d.deptype = 'e' AND e.extname = 'llmeco'";
my $functions = "$members JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid";
# Rights, in an order of their own.
sub acl { return "(SELECT array_agg(a::text ORDER BY a::text) FROM unnest($_[0]) a)" }

my %queries = (
	version => 'SELECT extversion, extrelocatable, extnamespace::regnamespace FROM pg_extension WHERE extname = \'llmeco\'',
	schema => 'SELECT nspname, nspowner::regrole, ' . acl('nspacl') . ", obj_description(oid, 'pg_namespace')
		FROM pg_namespace WHERE nspname = 'llmeco'",
	member => "SELECT i.type, i.identity FROM $members, pg_identify_object(d.classid, d.objid, d.objsubid) i",
	dumped => "SELECT t.r::regclass, t.condition FROM pg_extension e, unnest(e.extconfig, e.extcondition) t (r, condition)
		WHERE e.extname = 'llmeco'",
	initial => 'SELECT i.type, i.identity, p.privtype, ' . acl('p.initprivs') . "
		FROM pg_init_privs p, pg_identify_object(p.classoid, p.objoid, p.objsubid) i
		WHERE (p.classoid, p.objoid) IN (SELECT d.classid, d.objid FROM $members)",
	relation => 'SELECT c.relname, c.relkind, c.relowner::regrole, c.relpersistence, c.reloptions, c.relreplident, c.relrowsecurity,
		pg_get_partkeydef(c.oid), ' . acl('c.relacl') . ", obj_description(c.oid, 'pg_class') FROM $relations",
	column => 'SELECT c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname, format_type(a.atttypid, a.atttypmod),
		a.attcollation::regcollation, a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, nullif(a.attstattarget, -1), '
	  . acl('a.attacl') . ", pg_get_expr(f.adbin, f.adrelid), col_description(c.oid, a.attnum)
		FROM $relations JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		LEFT JOIN pg_attrdef f ON f.adrelid = c.oid AND f.adnum = a.attnum WHERE c.relkind NOT IN ('i', 'I')",
	view => "SELECT c.relname, pg_get_viewdef(c.oid) FROM $relations WHERE c.relkind IN ('v', 'm')",
	index => "SELECT pg_get_indexdef(c.oid), obj_description(c.oid, 'pg_class') FROM $relations WHERE c.relkind IN ('i', 'I')",
	constraint => "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint')
		FROM $relations JOIN pg_constraint k ON k.conrelid = c.oid",
	sequence => "SELECT c.relname, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
		(SELECT string_agg(d.refobjid::regclass::text || '.' || d.refobjsubid || d.deptype::text, ' ') FROM pg_depend d
			WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0)
		FROM $relations JOIN pg_sequence s ON s.seqrelid = c.oid",
	trigger => "SELECT pg_get_triggerdef(t.oid) FROM $relations JOIN pg_trigger t ON t.tgrelid = c.oid",
	rule => "SELECT pg_get_ruledef(r.oid) FROM $relations JOIN pg_rewrite r ON r.ev_class = c.oid",
	statistics => "SELECT pg_get_statisticsobjdef(s.oid) FROM $relations JOIN pg_statistic_ext s ON s.stxrelid = c.oid",
	type => "SELECT t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod), obj_description(t.oid, 'pg_type'),
		(SELECT array_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid)
		FROM $members JOIN pg_type t ON d.classid = 'pg_type'::regclass AND d.objid = t.oid",
	function => 'SELECT pg_get_functiondef(p.oid), p.proowner::regrole, ' . acl('p.proacl')
	  . ", obj_description(p.oid, 'pg_proc') FROM $functions WHERE p.prokind <> 'a'",
	aggregate => 'SELECT p.oid::regprocedure, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.agginitval, ' . acl('p.proacl')
	  . ", obj_description(p.oid, 'pg_proc') FROM $functions JOIN pg_aggregate g ON g.aggfnoid = p.oid",
);

# catalogue(NODE, DATABASE) is a list of lines.
sub catalogue
{
	my ($node, $database) = @_;
	my @lines;
	for my $kind (sort keys %queries)
	{
		my $text = $node->safe_psql($database, "SELECT (to_jsonb(q)) FROM ($queries{$kind}) q ORDER BY 1");
		push @lines, map { "$kind $_" } split /\n/, $text;
	}
	return @lines;
}

1;
