// The source connector orders: two tables of the API that ../README.md describes. What wit-bindgen generates beside this gives
// ReadHandle its handle, and the build script the field reader.
package export_witloof_connector_source

import (
	"errors"
	"time"

	witTypes "go.bytecodealliance.org/pkg/wit/types"
	"wit_component/rest"
	"wit_component/tables"
	contract "wit_component/witloof_connector_types"
)

func Discover() witTypes.Result[[]contract.Schema, contract.Error] {
	return witTypes.Ok[[]contract.Schema, contract.Error]([]contract.Schema{tables.Customers.Schema(), tables.Orders.Schema()})
}

func Open(table string, cursor witTypes.Option[[]uint8]) witTypes.Result[*ReadHandle, contract.Error] {
	var saved []byte
	if cursor.IsSome() {
		saved = append([]byte{}, cursor.Some()...)
	}
	reader, err := open(table, saved)
	if err != nil {
		return witTypes.Err[*ReadHandle, contract.Error](contractError(err))
	}
	return witTypes.Ok[*ReadHandle, contract.Error](&ReadHandle{reader: reader})
}

func open(table string, saved []byte) (*rest.Reader, error) {
	settings, err := rest.LoadSettings("base-url", "page-size", "attempts", "longest-wait")
	if err != nil {
		return nil, err
	}
	size, err := settings.Number("page-size", 1, 1000, 100)
	if err != nil {
		return nil, err
	}
	client, err := newClient(settings)
	if err != nil {
		return nil, err
	}
	switch table {
	case tables.Customers.Name:
		fetch := func(target string) (*rest.Page, error) { return tables.CustomersPage(client, size, target) }
		return rest.NewReader(saved, tables.FirstCustomers(size), fetch, tables.Customers.Batch)
	case tables.Orders.Name:
		fetch := func(target string) (*rest.Page, error) { return tables.OrdersPage(client, target) }
		return rest.NewReader(saved, tables.FirstOrders(size), fetch, tables.Orders.Batch)
	}
	return nil, rest.Failuref(rest.Permanent, "there is no table `%s`: there are customers and orders", table)
}

func newClient(settings rest.Settings) (*rest.Client, error) {
	url, err := settings.Required("base-url")
	if err != nil {
		return nil, err
	}
	token, err := rest.Variable("ORDERS_TOKEN")
	if err != nil {
		return nil, err
	}
	attempts, err := settings.Number("attempts", 1, 10, 1)
	if err != nil {
		return nil, err
	}
	wait, err := settings.Number("longest-wait", 0, 20, 5)
	if err != nil {
		return nil, err
	}
	return rest.NewClient(url, token, rest.Retry{Attempts: attempts, LongestWait: time.Duration(wait) * time.Second})
}

func (self *ReadHandle) Next() witTypes.Result[witTypes.Option[[]uint8], contract.Error] {
	batch, err := self.reader.Next()
	if err != nil {
		return witTypes.Err[witTypes.Option[[]uint8], contract.Error](contractError(err))
	}
	if batch == nil {
		return witTypes.Ok[witTypes.Option[[]uint8], contract.Error](witTypes.None[[]uint8]())
	}
	return witTypes.Ok[witTypes.Option[[]uint8], contract.Error](witTypes.Some(batch))
}

func (self *ReadHandle) Cursor() []uint8 { return self.reader.Cursor() }

func contractError(err error) contract.Error {
	var failure *rest.Failure
	if !errors.As(err, &failure) {
		return contract.MakeErrorPermanent(err.Error())
	}
	switch failure.Kind {
	case rest.Transient:
		return contract.MakeErrorTransient(failure.Message)
	case rest.AuthExpired:
		return contract.MakeErrorAuthExpired(failure.Message)
	case rest.RateLimited:
		return contract.MakeErrorRateLimited(failure.Seconds)
	}
	return contract.MakeErrorPermanent(failure.Message)
}
