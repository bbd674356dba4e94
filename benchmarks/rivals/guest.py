"""guest.py next|compile COMPONENT: a source of guests/ in wasmtime, without fuel.

next: a call reads table "numbers" once; what counts is its calls of `next`, through the C API: the binding for Python would
take much longer to make `bytes` of list<u8> than most guests take to make the batch. The C API, too, makes a value of every
byte: the result is the nanoseconds that take, as a guest shows which returns as many bytes and does nothing else
(mirror-source.wat).
compile: a call compiles the component, on all cores."""
import ctypes
import sys
import time
from ctypes import byref

import turns
from wasmtime import Engine, Store, WasiConfig, WasmtimeError
from wasmtime import _bindings as c
from wasmtime.component import Component, Linker

SOURCE = "witloof:connector/source@0.1.0"
MIRROR = "benchmarks/src/main/resources/dev/witloof/benchmarks/mirror-source.wasm"
BATCHES = 10


def require(error):
    if error:
        raise WasmtimeError._from_ptr(error)


class Source:
    def __init__(self, engine, path, cursor=None):
        self.cursor = cursor
        self.store = Store(engine)
        linker = Linker(engine)
        linker.allow_shadowing = True
        linker.add_wasip2()
        self.store.set_wasi(WasiConfig())
        linker.add_wasi_http()
        if hasattr(self.store, "set_wasi_http"):
            self.store.set_wasi_http()
        with linker.root() as root, root.add_instance("wasi:logging/logging@0.1.0-draft") as logging:
            logging.add_func("log", lambda *_: None)
        self.instance = linker.instantiate(self.store, Component.from_file(engine, path))
        self.interface = self.instance.get_export_index(self.store, SOURCE)
        self.open = self.function("open")
        self.next = self.function("[method]read-handle.next")

    def function(self, name):
        return self.instance.get_func(self.store, self.instance.get_export_index(self.store, name, self.interface))

    def read(self):
        handle = self.open(self.store, "numbers", self.cursor)
        self.open.post_return(self.store)
        nanos, total, batches = 0, 0, 0
        argument = c.wasmtime_component_val_t()
        kind, handles = [type_ for _, type_ in self.next.type(self.store).params][0], ctypes.pointer(argument)
        context, next_ = self.store._context(), byref(self.next._func)
        while batches < BATCHES:
            result = c.wasmtime_component_val_t()  # a new one each time: a call drops what it overwrites
            kind.convert_to_c(self.store, handle, handles)
            start = time.perf_counter_ns()
            error = c.wasmtime_component_func_call(next_, context, handles, 1, byref(result), 1)
            post = c.wasmtime_component_func_post_return(next_, context)
            took = time.perf_counter_ns() - start
            require(error)
            require(post)
            if not result.of.result.is_ok:
                raise RuntimeError("next failed")
            batch = result.of.result.val[0].of.option
            if not batch:
                raise RuntimeError(f"only {batches} batches")
            nanos += took
            total += batch[0].of.list.size
            batches += 1
            c.wasmtime_component_val_delete(byref(result))
            c.wasmtime_component_val_delete(handles)
        handle.drop(self.store)
        return nanos, total


what, path = sys.argv[1], sys.argv[2]
engine = Engine()
if what == "next":
    guest = Source(engine, path)
    length = guest.read()[1] // BATCHES
    mirror = Source(engine, MIRROR, bytes(length))
    conversion = min(mirror.read()[0] for _ in range(200))

    turns.take(lambda: (guest.read()[0], conversion))
elif what == "compile":
    data = open(path, "rb").read()

    def compile_once():
        nanos, component = turns.timed(lambda: Component(engine, data))
        del component
        return nanos, len(data)

    turns.take(compile_once)
else:
    sys.exit("what is " + what + "? " + __doc__)
