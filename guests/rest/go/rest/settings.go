package rest

import (
	"strconv"
	"strings"

	"wit_component/wasi_cli_environment"
	"wit_component/wasi_config_store"
)

// Settings is what the operator configured. Keys and values are text.
type Settings map[string]string

// LoadSettings needs the capability config; it refuses keys besides the known ones.
func LoadSettings(known ...string) (Settings, error) {
	result := wasi_config_store.GetAll()
	if result.IsErr() {
		return nil, Failuref(Transient, "the configuration cannot be read")
	}
	settings := Settings{}
	for _, entry := range result.Ok() {
		settings[entry.F0] = entry.F1
	}
next:
	for key := range settings {
		for _, allowed := range known {
			if key == allowed {
				continue next
			}
		}
		return nil, Failuref(Permanent, "unknown configuration key `%s`: there are %s", key, strings.Join(known, ", "))
	}
	return settings, nil
}

func (s Settings) Required(key string) (string, error) {
	if value, ok := s[key]; ok {
		return value, nil
	}
	return "", Failuref(Permanent, "the configuration key `%s` is missing", key)
}

// Number is of the range, or the default where the key is absent.
func (s Settings) Number(key string, least, most, absent int) (int, error) {
	value, ok := s[key]
	if !ok {
		return absent, nil
	}
	if number, err := strconv.Atoi(value); err == nil && number >= least && number <= most {
		return number, nil
	}
	return 0, Failuref(Permanent, "the configuration key `%s` is `%s`, it must be a number from %d to %d", key, value, least, most)
}

// Variable must be set. Needs the capability env with its name.
func Variable(name string) (string, error) {
	for _, variable := range wasi_cli_environment.GetEnvironment() {
		if variable.F0 == name {
			return variable.F1, nil
		}
	}
	return "", Failuref(Permanent, "the environment variable %s is not set", name)
}
