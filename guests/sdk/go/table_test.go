package connector_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"witloof.dev/connector"
)

type inner struct {
	A string  `json:"a"`
	B *[]bool `json:"b"`
}

type everything struct {
	Key       int64            `json:"id" column:",key"`
	Boolean   *bool            `json:"boolean"`
	Int32     *int32           `json:"int32"`
	Float64   *float64         `json:"float64"`
	String    *string          `json:"string"`
	Bytes     *[]byte          `json:"bytes"`
	Timestamp *time.Time       `json:"timestamp"`
	JSON      *connector.JSON  `json:"json"`
	Raw       *json.RawMessage `json:"raw"`
	List      *[][]*int32      `json:"list"`
	Struct    *inner           `json:"struct" column:"inner"`
	Left      string           `json:"-"`
	Out       string           `json:"out" column:"-"`
}

var all = connector.NewTable[everything]("t")

// rows reads a batch as JSON text by Arrow's own rules.
func rows(t *testing.T, batch []byte) (string, *arrow.Schema) {
	t.Helper()
	reader, err := ipc.NewReader(bytes.NewReader(batch))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Release()
	text := ""
	for reader.Next() {
		row, err := reader.RecordBatch().MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		text += string(row)
	}
	if reader.Err() != nil {
		t.Fatal(reader.Err())
	}
	return text, reader.Schema()
}

func TestEveryTypeAndNullSurvives(t *testing.T) {
	full := connector.NewResponse("/x", []byte(`{"id": 9007199254740993, "boolean": true, "int32": -2147483648, "float64": 0.1,
		"string": "très 🌱", "bytes": "AP8=", "timestamp": "1970-01-01T01:00:00.001+01:00", "json": "{}", "raw": {"x": 1},
		"list": [[1, null], []], "struct": {"a": "x", "b": [false]}, "out": ""}`))
	var row everything
	if err := full.JSON(&row); err != nil {
		t.Fatal(err)
	}
	batch, err := all.Batch([]everything{row, {Key: 1}})
	if err != nil {
		t.Fatal(err)
	}
	got, schema := rows(t, batch)
	for _, part := range []string{`"id":9007199254740993`, `"boolean":true`, `"int32":-2147483648`, `"float64":0.1`, `"string":"très 🌱"`,
		`"bytes":"AP8="`, `"timestamp":"1970-01-01T00:00:00.001Z"`, `"json":"{}"`, `"raw":"{\"x\": 1}"`, `"list":[[1,null],[]]`, `"inner":{"a":"x","b":[false]}`,
		`"boolean":null`, `"bytes":null`, `"raw":null`, `"inner":null`} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
	if field := schema.Field(0); field.Name != "id" || field.Nullable {
		t.Error(field)
	}
	if schema.NumFields() != 11 {
		t.Error(schema)
	}
}

func TestTheSchemaIsTheOneOfTheContract(t *testing.T) {
	schema := all.Schema()
	if schema.Name != "t" || !reflect.DeepEqual(schema.PrimaryKey, []string{"id"}) {
		t.Error(schema)
	}
	kinds := []connector.DataKind{connector.Int64, connector.Boolean, connector.Int32, connector.Float64, connector.String, connector.Bytes,
		connector.TimestampMillis, connector.JSONText, connector.JSONText, connector.List, connector.Struct}
	for i, field := range schema.Fields {
		if field.Type.Kind != kinds[i] || field.Nullable != (i > 0) {
			t.Error(field)
		}
	}
	if element := schema.Fields[9].Type.Element; element.Kind != connector.List || element.Element.Kind != connector.Int32 {
		t.Error(element)
	}
}

func TestTextThatIsNotUnicodeNamesItsColumn(t *testing.T) {
	text := "\xff"
	_, err := all.Batch([]everything{{String: &text}})
	if err == nil || !strings.Contains(err.Error(), "column `string`") {
		t.Error(err)
	}
}

type endless struct{ Parts []endless }

type based struct {
	inner
	Other string `json:"other"`
}

type basedOnNil struct{ *inner }

func TestATableOfOtherTypesIsNone(t *testing.T) {
	for why, make := range map[string]func(){
		"column `Count`: no column can hold a uint8": func() { connector.NewTable[struct{ Count uint8 }]("t") },
		"nested more than 32 deep":                   func() { connector.NewTable[endless]("t") },
		"embed the struct itself":                    func() { connector.NewTable[basedOnNil]("t") },
		"has no exported fields":                     func() { connector.NewTable[struct{}]("t") },
		"is not a struct":                            func() { connector.NewTable[int]("t") },
	} {
		func() {
			defer func() {
				if said, ok := recover().(string); !ok || !strings.Contains(said, why) {
					t.Errorf("%q does not say %q", said, why)
				}
			}()
			make()
		}()
	}
}

func TestWhatIsEmbeddedIsOfTheTable(t *testing.T) {
	var row based
	if err := connector.NewResponse("/x", []byte(`{"a": "x", "other": "y"}`)).JSON(&row); err != nil {
		t.Fatal(err)
	}
	if err := connector.NewResponse("/x", []byte(`{"other": "y"}`)).JSON(&row); err == nil || !strings.Contains(err.Error(), "`a`") {
		t.Error(err)
	}
	batch, err := connector.NewTable[based]("t").Batch([]based{row})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := rows(t, batch); !strings.Contains(got, `{"a":"x","b":null,"other":"y"}`) {
		t.Error(got)
	}
}

func TestAnAnswerMustHaveEverything(t *testing.T) {
	type answer struct {
		Data []struct {
			ID   int64   `json:"id"`
			Name *string `json:"name"`
			Note string  `json:"note,omitempty"`
		} `json:"data"`
		Extra any `json:"extra"`
	}
	for body, why := range map[string]string{
		`{"data": [{"id": 1}, {"id": 2, "name": null, "more": 1}], "extra": null}`: "",
		`{"data": [{"id": 1}, {"name": "x"}], "extra": 1}`:                         "`data`: [1]: there is no `id`",
		`{"data": [{"id": null}], "extra": 1}`:                                     "`data`: [0]: `id`: null where there must be a int64",
		`{"data": null, "extra": 1}`:                                               "`data`: null",
		`{"data": []}`:                                                             "there is no `extra`",
		`{"data": [], "extra": 1} x`:                                               "after top-level value",
		`{"data": [{"id": "1"}], "extra": 1}`:                                      "cannot unmarshal string",
		``:                                                                         "unexpected end",
		`null`:                                                                     "null where there must be",
	} {
		var read answer
		err := connector.NewResponse("/x", []byte(body)).JSON(&read)
		if why == "" && err != nil || why != "" && (err == nil || !strings.Contains(err.Error(), why)) {
			t.Errorf("%s: %v", body, err)
		}
		if err != nil && (failure(t, err).Kind != connector.Permanent || !strings.Contains(err.Error(), "GET /x")) {
			t.Error(err)
		}
	}
}
