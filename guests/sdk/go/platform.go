package connector

import (
	"time"

	"witloof.dev/connector/internal/host"
)

// Now is the time of day, in UTC, as the host tells it. The clock of package time is not the host's in a component. Needs the
// capability clock.
func Now() time.Time { return host.Now().UTC() }

// Random gives so many random bytes of the host. Those of crypto/rand and math/rand are the same in every run of a component. Needs
// the capability random.
func Random(count int) []byte { return host.Random(count) }
