# Read by the other scripts (". environment.sh"): goes to the repository's root and offers
# `ensure_environment`, which brings .venv to what uv.lock says and costs next to nothing when it is there already.
# Plain POSIX shell; needs Python 3.11 or newer and, the first time, a package index (pip's and uv's own settings apply).
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"

unset PYTHONDONTWRITEBYTECODE # without bytecode every command would compile the library again

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# install_debian_packages WHY PACKAGE… installs as root; says what to run otherwise.
install_debian_packages() {
    why=$1
    shift
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        fail "$why As root, run: apt-get install --no-install-recommends $*"
    fi
    say "$why Installing $* …"
    export DEBIAN_FRONTEND=noninteractive
    output=$(apt-get update -qq 2>&1 </dev/null &&
        apt-get install -y -qq --no-install-recommends "$@" 2>&1 </dev/null) || fail "$output"
}

# Sets `python` to the interpreter behind the first suitable command, and `python_command` to that command.
find_python() {
    for python_command in python3 python3.14 python3.13 python3.12 python3.11; do
        python=$("$python_command" -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(1)
print(getattr(sys, "_base_executable", sys.executable))' 2>/dev/null) && return
    done
    found=$(python3 --version 2>/dev/null) || found='no python3'
    fail "parindex needs Python 3.11 or newer; there is $found here. Install a newer one (Debian 12 and Ubuntu 24.04 have it) and run this again."
}

# uv itself refuses a project whose required-version (in pyproject.toml) it does not meet.
suits_project() { "$1" tree --frozen --quiet >/dev/null 2>&1; }

# Sets `uv` to a suitable uv: the one on PATH, or one of our own in .uv (not in .venv, where a sync would remove it).
find_uv() {
    uv=$(command -v uv) || uv=
    if [ -n "$uv" ] && suits_project "$uv"; then return; fi
    uv=$root/.uv/bin/uv
    if [ -x "$uv" ] && suits_project "$uv"; then return; fi

    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install_debian_packages "Python's venv module is incomplete here." "$python_command-venv"
    fi
    say "Getting uv into .uv …"
    requirement=$("$python" -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    print("uv" + tomllib.load(file)["tool"]["uv"]["required-version"])')
    rm -rf .uv
    "$python" -m venv .uv
    .uv/bin/python -m pip install -qq --disable-pip-version-check "$requirement"
}

# What an environment depends on: where it lies (its commands hold that path), its Python, the files that say what belongs
# in it.
environment_key() {
    printf '%s\n' "$root"
    { "$1/bin/python" -V && cat pyproject.toml uv.lock; } 2>/dev/null | cksum
}

# sync_environment FOLDER OPTIONS… brings a folder to what uv.lock says.
sync_environment() {
    folder=$1
    shift
    stamp=$folder/made-from
    if [ -f "$stamp" ]; then
        if [ "$(cat "$stamp")" = "$(environment_key "$folder")" ]; then return; fi
        read -r made_at <"$stamp"
        [ "$made_at" = "$root" ] || rm -rf "$folder"
    fi
    unset VIRTUAL_ENV
    find_python
    export UV_PYTHON="$python" UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT="$root/$folder"
    find_uv
    say "Bringing $folder to what uv.lock says …"
    "$uv" sync --quiet --locked --compile-bytecode "$@"
    environment_key "$folder" >"$stamp"
}

ensure_environment() { sync_environment .venv --all-extras --no-extra spark; }

# PySpark wants an older pandas than the tests; it lives in an environment of its own.
ensure_spark_environment() { sync_environment .venv-spark --no-default-groups --extra spark; }
