package connector

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

// decodeStrictly reads JSON into what value points to. encoding/json leaves alone what JSON does not have or has null for; here that
// is an error unless the type says that it may be: a pointer, an interface, a map, or a member with omitempty.
func decodeStrictly(text []byte, value any) error {
	if err := json.Unmarshal(text, value); err != nil {
		return err
	}
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return err
	}
	return complete(reflect.TypeOf(value).Elem(), tree)
}

// complete looks for everything that a type wants in the JSON that was read into it.
func complete(wanted reflect.Type, tree any) error {
	switch wanted.Kind() {
	case reflect.Pointer:
		if tree == nil {
			return nil
		}
		return complete(wanted.Elem(), tree)
	case reflect.Interface, reflect.Map:
		return nil
	}
	if wanted == rawJSON {
		return nil
	}
	if tree == nil {
		return fmt.Errorf("null where there must be a %v", wanted)
	}
	switch tree := tree.(type) {
	case []any:
		if wanted.Kind() == reflect.Slice {
			return completeElements(wanted.Elem(), tree)
		}
	case map[string]any:
		if wanted.Kind() == reflect.Struct && !reflect.PointerTo(wanted).Implements(unmarshaler) {
			return completeMembers(wanted, tree)
		}
	}
	return nil
}

func completeElements(wanted reflect.Type, elements []any) error {
	for i, element := range elements {
		if err := complete(wanted, element); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return nil
}

func completeMembers(wanted reflect.Type, members map[string]any) error {
	for _, field := range reflect.VisibleFields(wanted) {
		name, options := jsonName(field)
		if !field.IsExported() || field.Anonymous || name == "" {
			continue // what an embedded struct has is visible itself
		}
		member, ok := members[name]
		if !ok && (field.Type.Kind() == reflect.Pointer || strings.Contains(options, "omitempty")) {
			continue
		}
		if !ok {
			return fmt.Errorf("there is no `%s`", name)
		}
		if err := complete(field.Type, member); err != nil {
			return fmt.Errorf("`%s`: %w", name, err)
		}
	}
	return nil
}

// jsonName gives a field's name in JSON, empty for none, and its options.
func jsonName(field reflect.StructField) (string, string) {
	tag := field.Tag.Get("json")
	if tag == "-" {
		return "", ""
	}
	name, options, _ := strings.Cut(tag, ",")
	if name == "" {
		name = field.Name
	}
	return name, options
}
