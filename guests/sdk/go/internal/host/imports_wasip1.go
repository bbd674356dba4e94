package host

import (
	"errors"
	"time"

	witTypes "go.bytecodealliance.org/pkg/wit/types"

	"witloof.dev/connector/internal/bindings/imports/wasi_cli_environment"
	"witloof.dev/connector/internal/bindings/imports/wasi_clocks_monotonic_clock"
	"witloof.dev/connector/internal/bindings/imports/wasi_clocks_wall_clock"
	"witloof.dev/connector/internal/bindings/imports/wasi_config_store"
	"witloof.dev/connector/internal/bindings/imports/wasi_logging_logging"
	"witloof.dev/connector/internal/bindings/imports/wasi_random_random"
)

// Monotonic is the time since some moment.
func Monotonic() time.Duration { return time.Duration(wasi_clocks_monotonic_clock.Now()) }

// Now is the time of day. That of package time is not the host's.
func Now() time.Time {
	now := wasi_clocks_wall_clock.Now()
	return time.Unix(int64(now.Seconds), int64(now.Nanoseconds)).UTC()
}

// Sleep waits, in the host, which knows the deadline.
func Sleep(wait time.Duration) {
	pause := wasi_clocks_monotonic_clock.SubscribeDuration(uint64(max(wait, 0)))
	defer pause.Drop()
	pause.Block()
}

// Random gives so many random bytes. Those of crypto/rand are not random here.
func Random(count int) []byte { return wasi_random_random.GetRandomBytes(uint64(count)) }

// Log writes a message to the host's log.
func Log(level Level, context, message string) {
	wasi_logging_logging.Log(wasi_logging_logging.Level(level), context, message)
}

// Settings gives the configuration.
func Settings() (map[string]string, error) {
	all := wasi_config_store.GetAll()
	if all.IsErr() {
		return nil, configError(all.Err())
	}
	return entries(all.Ok()), nil
}

func configError(failed wasi_config_store.Error) error {
	if failed.Tag() == wasi_config_store.Error_Upstream {
		return errors.New(failed.Upstream())
	}
	return errors.New(failed.Io())
}

// Variable gives a variable of the environment, and whether it is set.
func Variable(name string) (string, bool) {
	value, ok := entries(wasi_cli_environment.GetEnvironment())[name]
	return value, ok
}

func entries(pairs []witTypes.Tuple2[string, string]) map[string]string {
	entries := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		entries[pair.F0] = pair.F1
	}
	return entries
}
