# Sourced by the scripts of CI: runs one command after the other, says how long each took, stops at the first that fails.

steps=0

step() { # step NAME COMMAND...
  local name=$1 start=$SECONDS
  shift
  steps=$((steps + 1))
  echo "== $steps. $name"
  if "$@"; then
    echo "== $steps. $name: ok, $((SECONDS - start)) s"
  else
    local status=$?
    echo "== $steps. $name: FAILED with $status after $((SECONDS - start)) s: $*" >&2
    exit "$status"
  fi
}

with_jdk() { # with_jdk HOME COMMAND...
  JAVA_HOME=$1 PATH=$1/bin:$PATH "${@:2}"
}
