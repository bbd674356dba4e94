package host

import (
	"errors"
	"fmt"
	"time"

	witTypes "go.bytecodealliance.org/pkg/wit/types"

	"witloof.dev/connector/internal/bindings/imports/wasi_http_outgoing_handler"
	wasi "witloof.dev/connector/internal/bindings/imports/wasi_http_types"
	"witloof.dev/connector/internal/bindings/imports/wasi_io_streams"
)

const (
	readSize       = 64 << 10
	connectTimeout = 10 * time.Second
	answerTimeout  = 25 * time.Second
)

var (
	errNoAnswer = errors.New("the host gave no answer")
	errNoBody   = errors.New("the answer has no body")
)

// Send sends one request over wasi:http and waits for all of the answer.
func Send(request Request) (*Answer, error) {
	outgoing, err := newRequest(request)
	if err != nil {
		return nil, err
	}
	handled := wasi_http_outgoing_handler.Handle(outgoing, witTypes.Some(options()))
	if handled.IsErr() {
		return nil, failure(handled.Err())
	}
	future := handled.Ok()
	defer future.Drop()
	ready := future.Subscribe()
	ready.Block()
	ready.Drop()
	outcome := future.Get()
	if outcome.Tag() != witTypes.OptionSome || outcome.Some().IsErr() {
		return nil, errNoAnswer
	}
	if outcome.Some().Ok().IsErr() {
		return nil, failure(outcome.Some().Ok().Err())
	}
	return read(outcome.Some().Ok().Ok())
}

func newRequest(request Request) (*wasi.OutgoingRequest, error) {
	fields := wasi.MakeFields()
	isGood := true
	for name, value := range request.Headers {
		isGood = fields.Append(name, []byte(value)).IsOk() && isGood
	}
	outgoing := wasi.MakeOutgoingRequest(fields)
	scheme := wasi.MakeSchemeHttps()
	if request.Scheme == "http" {
		scheme = wasi.MakeSchemeHttp()
	}
	if isGood && outgoing.SetScheme(witTypes.Some(scheme)).IsOk() &&
		outgoing.SetAuthority(witTypes.Some(request.Authority)).IsOk() &&
		outgoing.SetPathWithQuery(witTypes.Some(request.Target)).IsOk() {
		return outgoing, nil
	}
	outgoing.Drop()
	return nil, fmt.Errorf("%w: a header or the path is not of HTTP", ErrImpossible)
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
func read(response *wasi.IncomingResponse) (*Answer, error) {
	defer response.Drop()
	answer := &Answer{Status: int(response.Status())}
	fields := response.Headers()
	for _, entry := range fields.Entries() {
		answer.Headers = append(answer.Headers, Header{entry.F0, string(entry.F1)})
	}
	fields.Drop()
	consumed := response.Consume()
	if consumed.IsErr() {
		return nil, errNoBody
	}
	body := consumed.Ok()
	defer body.Drop()
	opened := body.Stream()
	if opened.IsErr() {
		return nil, errNoBody
	}
	stream := opened.Ok()
	defer stream.Drop()
	var err error
	answer.Body, err = drain(stream)
	return answer, err
}

func drain(stream *wasi_io_streams.InputStream) ([]byte, error) {
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
		return nil, fmt.Errorf("the answer broke off: %s", why.ToDebugString())
	}
	return nil, fmt.Errorf("%w: the answer exceeds %d bytes", ErrImpossible, maxBody)
}

func failure(code wasi.ErrorCode) error {
	switch code.Tag() {
	case wasi.ErrorCode_HttpRequestDenied:
		return ErrDenied
	case wasi.ErrorCode_DestinationIpProhibited, wasi.ErrorCode_HttpRequestUriInvalid, wasi.ErrorCode_ConfigurationError,
		wasi.ErrorCode_TlsCertificateError:
		return fmt.Errorf("%w: wasi:http error %d", ErrImpossible, code.Tag())
	}
	return fmt.Errorf("wasi:http error %d", code.Tag())
}
