# shellcheck shell=bash disable=SC2034
#
# lib.sh - what the workshop's scripts need; each sources it. No command of its own.
#
# The labs and the museum change sources: always those of a working copy, never of the checkout that git tracks. The copy is
# the folder .workshop of the checkout (or $WORKSHOP); a script that runs inside a copy works on that copy.

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../lib.sh"

# A file that only a working copy has.
readonly MARK=.working-copy
if [[ -e $ROOT/$MARK ]]; then COPY=$ROOT; else COPY=${WORKSHOP:-$ROOT/.workshop}; fi
readonly COPY
readonly URL=${URL:-http://127.0.0.1:${LB_PORT:-8000}} KAFKA=127.0.0.1:${KAFKA_PORT:-9092} DYNAMODB=http://127.0.0.1:${DYNAMODB_PORT:-8001}
export DATA=${DATA:-$COPY/target/local}

# Copies the sources, without what was built, deployed or remembered by git.
make_copy() {
  if [[ -e $COPY/$MARK ]]; then return; fi
  [[ ! -e $COPY ]] || die "$COPY is there and is no working copy of the workshop: move it away, or name another in WORKSHOP"
  mkdir -p "$COPY"
  tar -C "$ROOT" -cf - --exclude=target --exclude=.git --exclude=.workshop --exclude=.terraform --exclude='*.tfstate*' \
    --exclude=terraform.tfvars . | tar -C "$COPY" -xf -
  touch "$COPY/$MARK"
  say "made the working copy $COPY"
}

java_main() { # ARGUMENT...
  local jar=$ROOT/scripts/workshop/target/plainstream-workshop.jar java
  [[ -f $jar ]] || (cd "$ROOT" && make --no-print-directory build >&2)
  java=$("$ROOT/scripts/jdk.sh")/bin/java
  "$java" -XX:TieredStopAtLevel=1 -cp "$jar" plainstream.workshop.Main "$@"
}

# ---- the running stack ---------------------------------------------------------------------------------------------

http() { # PATH [CURL-ARGUMENT]...
  local path=$1
  shift
  curl --silent --show-error --max-time 20 "$@" "$URL$path"
}

status_of() { # PATH [CURL-ARGUMENT]...
  http "$@" --output /dev/null --write-out '%{http_code}'
}

post() { # PATH JSON [CURL-ARGUMENT]...
  local path=$1 body=$2
  shift 2
  http "$path" --header 'Content-Type: application/json' --data "$body" "$@"
}

is_running() {
  [[ $(status_of /readiness 2>/dev/null || true) == 200 ]]
}

member() { # NAME; of the JSON object on stdin, a string or a number
  sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1
}

likes_of() { # MOVIE
  http "/likes/$1" | member likes
}

dynamodb() { # OPERATION JSON
  curl --silent --show-error --max-time 20 "$DYNAMODB" --aws-sigv4 aws:amz:eu-central-1:dynamodb --user local:local \
    --header "X-Amz-Target: DynamoDB_20120810.$1" --header 'Content-Type: application/x-amz-json-1.0' --data "$2"
}

dead_letters() {
  dynamodb Scan '{"TableName":"plainstream-dead_letters","Select":"COUNT"}' | member Count
}

# The records of a topic, one a line: partition, offset, key, headers and value, each after a tab.
records_of() { # TOPIC
  need kcat 'apt-get install kcat, or brew install kcat'
  kcat -C -q -e -b "$KAFKA" -t "$1" -f '%p\t%o\t%k\t%h\t%s\n'
}

# A record as a producer outside the API would write it, with the partitioner that the API's has.
produce() { # TOPIC TYPE ID KEY [KCAT-ARGUMENT]...; the value on stdin
  local topic=$1 type=$2 id=$3 key=$4
  shift 4
  local options=(-H ce_specversion=1.0 -H "ce_id=$id" -H ce_source=/by/hand -H "ce_type=plainstream.$type"
    -H content-type=application/json -X topic.partitioner=murmur2_random)
  need kcat 'apt-get install kcat, or brew install kcat'
  if [[ -n $key ]]; then options+=(-k "$key"); fi
  kcat -P -b "$KAFKA" -t "$topic" "${options[@]}" "$@"
}

now() {
  date -u +%Y-%m-%dT%H:%M:%S.000000Z
}
