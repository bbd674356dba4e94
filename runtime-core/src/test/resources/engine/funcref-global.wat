(module (global (export "g") funcref (ref.null func)))
