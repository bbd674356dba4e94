"""kernel.py MODULE ARGUMENT [fuel]: a kernel in wasmtime, with fuel off or on."""
import sys

import turns
from wasmtime import Config, Engine, Instance, Module, Store

path, argument, fuel = sys.argv[1], int(sys.argv[2]), "fuel" in sys.argv[3:]
config = Config()
config.consume_fuel = fuel
engine = Engine(config)
store = Store(engine)
if fuel:
    store.set_fuel(1 << 60)
run = Instance(store, Module.from_file(engine, path), []).exports(store)["run"]
turns.take(lambda: turns.timed(lambda: run(store, argument)))
