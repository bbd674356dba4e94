package connector

import (
	"fmt"
	"reflect"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// append adds a value, whose type the column was made from, to the builder of that column.
func (c column) append(builder array.Builder, value reflect.Value) error {
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			builder.AppendNull()
			return nil
		}
		value = value.Elem()
	}
	switch builder := builder.(type) {
	case *array.ListBuilder:
		builder.Append(true)
		for i := range value.Len() {
			if err := c.parts[0].append(builder.ValueBuilder(), value.Index(i)); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
	case *array.StructBuilder:
		builder.Append(true)
		for i, member := range c.parts {
			if err := member.append(builder.FieldBuilder(i), value.FieldByIndex(member.field)); err != nil {
				return fmt.Errorf("`%s`: %w", member.name, err)
			}
		}
	case *array.BooleanBuilder:
		builder.Append(value.Bool())
	case *array.Int32Builder:
		builder.Append(int32(value.Int()))
	case *array.Int64Builder:
		builder.Append(value.Int())
	case *array.Float64Builder:
		builder.Append(value.Float())
	case *array.TimestampBuilder:
		builder.Append(arrow.Timestamp(value.Interface().(time.Time).UnixMilli()))
	case *array.BinaryBuilder:
		builder.Append(value.Bytes())
	case *array.StringBuilder:
		text := value.String()
		if value.Kind() == reflect.Slice {
			text = string(value.Bytes())
		}
		if !utf8.ValidString(text) {
			return fmt.Errorf("%.80q is not UTF-8", text)
		}
		builder.Append(text)
	default:
		panic(fmt.Sprintf("no column has a builder %T", builder))
	}
	return nil
}
