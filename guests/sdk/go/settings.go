package connector

import (
	"slices"
	"strconv"
	"strings"

	"witloof.dev/connector/internal/host"
)

// Settings is what the operator configured. Keys and values are text.
type Settings map[string]string

// LoadSettings needs the capability config; it refuses keys besides the known ones.
func LoadSettings(known ...string) (Settings, error) {
	settings, err := host.Settings()
	if err != nil {
		return nil, Errorf(Transient, "the configuration cannot be read: %w", err)
	}
	for key := range settings {
		if !slices.Contains(known, key) {
			return nil, Permanentf("unknown configuration key `%s`: there are %s", key, strings.Join(known, ", "))
		}
	}
	return settings, nil
}

// Get gives a value, or absent where the key is not there.
func (s Settings) Get(key, absent string) string {
	if value, ok := s[key]; ok {
		return value
	}
	return absent
}

// Required gives a value that must be there.
func (s Settings) Required(key string) (string, error) {
	if value, ok := s[key]; ok {
		return value, nil
	}
	return "", Permanentf("the configuration key `%s` is missing", key)
}

// Number gives a number from least to most, or absent where the key is not there.
func (s Settings) Number(key string, least, most, absent int) (int, error) {
	value, ok := s[key]
	if !ok {
		return absent, nil
	}
	if number, err := strconv.Atoi(value); err == nil && number >= least && number <= most {
		return number, nil
	}
	return 0, Permanentf("the configuration key `%s` is `%s`, it must be a number from %d to %d", key, value, least, most)
}

// Variable gives a variable of the environment that must be set. It needs the capability env with its name.
func Variable(name string) (string, error) {
	if value, ok := host.Variable(name); ok {
		return value, nil
	}
	return "", Permanentf("the environment variable %s is not set", name)
}
