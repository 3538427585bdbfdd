# lib.sh: what the demo, the tests and the bench share: an unprivileged user,
# a scratch folder that it can reach, and a private PostgreSQL.

PG_CONFIG=${PG_CONFIG:-pg_config}

# as_user runs a command as the unprivileged user: postgres refuses root.
as_user()
{
	if [ "$(id -u)" = 0 ]; then
		runuser -u "$(user_name)" -- "$@"
	else
		"$@"
	fi
}

user_name()
{
	if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi
}

# scratch makes a new folder that the unprivileged user owns and prints it.
# Not inside the work tree: that may lie in a home that nobody else can enter.
scratch()
{
	local dir
	dir=$(as_user mktemp -d "/var/tmp/llmeco-$1.XXXXXX")
	echo "$dir"
}

# free_port prints a TCP port of loopback that nobody listens on.
free_port()
{
	node -e 'const s = require("net").createServer();
		s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

# start_postgres DIR PORT [SETTING=VALUE...] makes a cluster in DIR/data and
# starts it, superuser postgres; its socket is in DIR, which only its owner and root can enter. Runs
# from there: the folder that the caller is in may be closed to the user.
start_postgres()
(
	dir=$1 port=$2
	shift 2
	cd "$dir" || return 1
	bindir=$($PG_CONFIG --bindir)
	as_user install -m 600 /dev/null "$dir/password"
	echo "${PASSWORD:-$RANDOM$RANDOM$RANDOM}" | as_user tee "$dir/password" >/dev/null
	as_user "$bindir/initdb" -D "$dir/data" -U postgres -A scram-sha-256 \
		--auth-local=trust --pwfile="$dir/password" \
		-E UTF8 --locale=C.UTF-8 --no-instructions >"$dir/initdb.log" 2>&1 ||
		{ cat "$dir/initdb.log" >&2; return 1; }
	as_user rm "$dir/password"
	{
		echo "port = $port"
		echo "listen_addresses = '127.0.0.1'"
		echo "unix_socket_directories = '$dir'"
		printf '%s\n' "$@"
	} | as_user tee -a "$dir/data/postgresql.conf" >/dev/null
	as_user "$bindir/pg_ctl" -D "$dir/data" -l "$dir/postgresql.log" -w -s start ||
		{ tail -n 20 "$dir/postgresql.log" >&2; return 1; }
)

stop_postgres()
(
	cd "$1" || return 1
	as_user "$($PG_CONFIG --bindir)/pg_ctl" -D "$1/data" -m fast -w -s stop
)

# take_huge_pages MB has the kernel set pages aside for so large shared buffers
# and sets huge_pages to the setting that uses them: on virtual machines, going
# through gigabytes of ordinary pages can take longer than what is measured.
# give_huge_pages gives them back.
take_huge_pages()
{
	local wanted=$((($1 + $1 / 8) / 2))
	huge_pages_before=$(cat /proc/sys/vm/nr_hugepages)
	huge_pages="huge_pages = off"
	set_huge_pages "$wanted"
	if [ "$(awk '/^HugePages_Free/ { print $2 }' /proc/meminfo)" -ge "$wanted" ]; then
		huge_pages="huge_pages = on"
	fi
}

give_huge_pages() { set_huge_pages "$huge_pages_before"; }

set_huge_pages()
{
	local sudo=
	[ "$(id -u)" = 0 ] || sudo=sudo
	echo "$1" | $sudo tee /proc/sys/vm/nr_hugepages >/dev/null 2>&1 || true
}
