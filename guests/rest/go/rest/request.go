package rest

import (
	"net/url"
	"strings"
	"time"

	witTypes "go.bytecodealliance.org/pkg/wit/types"
	"wit_component/wasi_http_outgoing_handler"
	wasi "wit_component/wasi_http_types"
	"wit_component/wasi_io_streams"
)

const (
	maxBody        = 32 << 20 // keeps a runaway answer from eating the memory
	readSize       = 64 << 10
	connectTimeout = 10 * time.Second
	answerTimeout  = 25 * time.Second
)

// Answer is what a service answered, whatever its status.
type Answer struct {
	Status  int
	Headers []Header
	Body    []byte
}

// Header is a header of an answer.
type Header struct{ Name, Value string }

// Header gives the first value of a header, empty when there is none.
func (a *Answer) Header(name string) string {
	for _, header := range a.Headers {
		if strings.EqualFold(header.Name, name) {
			return header.Value
		}
	}
	return ""
}

// send does one GET over wasi:http and waits for all of the answer.
func send(origin *url.URL, target string, headers map[string]string) (*Answer, error) {
	request, err := newRequest(origin, target, headers)
	if err != nil {
		return nil, err
	}
	handled := wasi_http_outgoing_handler.Handle(request, witTypes.Some(options()))
	if handled.IsErr() {
		return nil, failure(origin, target, handled.Err())
	}
	future := handled.Ok()
	defer future.Drop()
	ready := future.Subscribe()
	ready.Block()
	ready.Drop()
	outcome := future.Get()
	if outcome.Tag() != witTypes.OptionSome || outcome.Some().IsErr() {
		return nil, Failuref(Transient, "GET %s: the host gave no answer", target)
	}
	if outcome.Some().Ok().IsErr() {
		return nil, failure(origin, target, outcome.Some().Ok().Err())
	}
	return read(target, outcome.Some().Ok().Ok())
}

func newRequest(origin *url.URL, target string, headers map[string]string) (*wasi.OutgoingRequest, error) {
	fields := wasi.MakeFields()
	isGood := true
	for name, value := range headers {
		isGood = fields.Append(name, []byte(value)).IsOk() && isGood
	}
	request := wasi.MakeOutgoingRequest(fields)
	scheme := wasi.MakeSchemeHttps()
	if origin.Scheme == "http" {
		scheme = wasi.MakeSchemeHttp()
	}
	if isGood && request.SetScheme(witTypes.Some(scheme)).IsOk() && request.SetAuthority(witTypes.Some(origin.Host)).IsOk() &&
		request.SetPathWithQuery(witTypes.Some(target)).IsOk() {
		return request, nil
	}
	request.Drop()
	return nil, Failuref(Permanent, "GET %s cannot be sent", target)
}

// options sets the timeouts; a host that knows none is left to its own.
func options() *wasi.RequestOptions {
	options := wasi.MakeRequestOptions()
	options.SetConnectTimeout(witTypes.Some(uint64(connectTimeout)))
	options.SetFirstByteTimeout(witTypes.Some(uint64(answerTimeout)))
	options.SetBetweenBytesTimeout(witTypes.Some(uint64(answerTimeout)))
	return options
}

// read gives children back before their parents.
func read(target string, response *wasi.IncomingResponse) (*Answer, error) {
	defer response.Drop()
	answer := &Answer{Status: int(response.Status())}
	fields := response.Headers()
	for _, entry := range fields.Entries() {
		answer.Headers = append(answer.Headers, Header{entry.F0, string(entry.F1)})
	}
	fields.Drop()
	consumed := response.Consume()
	if consumed.IsErr() {
		return nil, Failuref(Transient, "the answer to GET %s has no body", target)
	}
	body := consumed.Ok()
	defer body.Drop()
	opened := body.Stream()
	if opened.IsErr() {
		return nil, Failuref(Transient, "the answer to GET %s has no body", target)
	}
	stream := opened.Ok()
	defer stream.Drop()
	var err error
	answer.Body, err = drain(target, stream)
	return answer, err
}

func drain(target string, stream *wasi_io_streams.InputStream) ([]byte, error) {
	var body []byte
	for len(body) <= maxBody {
		chunk := stream.BlockingRead(readSize)
		if chunk.IsOk() {
			body = append(body, chunk.Ok()...)
			continue
		}
		failed := chunk.Err()
		if failed.Tag() == wasi_io_streams.StreamError_Closed {
			return body, nil
		}
		why := failed.LastOperationFailed()
		defer why.Drop()
		return nil, Failuref(Transient, "the answer to GET %s broke off: %s", target, why.ToDebugString())
	}
	return nil, Failuref(Permanent, "the answer to GET %s exceeds %d bytes", target, maxBody)
}

// failure: what the network does may pass; what the sandbox or the address forbids does not.
func failure(origin *url.URL, target string, code wasi.ErrorCode) *Failure {
	switch code.Tag() {
	case wasi.ErrorCode_HttpRequestDenied:
		return Failuref(Permanent, "requests to %s are not allowed: name it under http in the manifest and grant it", origin.Host)
	case wasi.ErrorCode_DestinationIpProhibited, wasi.ErrorCode_HttpRequestUriInvalid, wasi.ErrorCode_ConfigurationError,
		wasi.ErrorCode_TlsCertificateError:
		return Failuref(Permanent, "GET %s: wasi:http error %d", target, code.Tag())
	}
	return Failuref(Transient, "GET %s: wasi:http error %d", target, code.Tag())
}
