# rust.sh: sourced by the Rust build scripts. rust_component CRATE_DIR NAME WASM_NAME [RUSTFLAGS] [CARGO_FLAGS...]
# Debian's rustc-web with -Zbuild-std makes wasm32-unknown-unknown without a prebuilt std; wit-bindgen's macro embeds the component type;
# "component new" needs no adapter, as the module imports only what the world names. Paths are remapped: the bytes do not depend on the machine.
# The crate is built in a copy at the same place relative to the WIT, so that a repository that cannot be written to will do.
need "$D/bin/rustc" rust
rust_component() {
  local crate=$1 name=$2 wasm=$3 extra=${4:-} k=$B/repo/${1#"$R"/} lock r
  rm -rf "$k"; mkdir -p "$(dirname "$k")"; cp -R "$crate" "$k"
  mkdir -p "$B/repo/guests/sdk"; cp -R "$G/sdk/rust" "$R/$CONTRACT" "$B/repo/guests/sdk/"   # the library, for crates that use it
  (
    export LD_LIBRARY_PATH=$D/lib/x86_64-linux-gnu:$D/lib/llvm-22/lib PATH=$D/bin:$D/lib/llvm-22/bin:$PATH
    export RUSTC=$D/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} CARGO_TARGET_DIR=$B/rust-target
    cd "$k"
    # the lock files name crates.io; where cargo is set up for a mirror it wants the mirror's name there
    lock=$(cat Cargo.lock); rm Cargo.lock; cargo generate-lockfile -q; r=$(grep -m1 '^source = ' Cargo.lock)
    sed "s|^source = .*|$r|" <<< "$lock" > Cargo.lock
    cargo fetch -q --locked
    RUSTFLAGS="-C linker=wasm-ld -C linker-flavor=wasm-ld $extra --remap-path-prefix=$T=/toolchain --remap-path-prefix=$D/lib/rustlib/src/rust=/rust"
    for r in "$CARGO_HOME"/registry/src/*/; do RUSTFLAGS+=" --remap-path-prefix=${r%/}=/crates"; done; export RUSTFLAGS
    nice -n 10 cargo build -q -j2 --locked --release --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort "${@:5}"
  )
  wasm-tools component new "$B/rust-target/wasm32-unknown-unknown/release/$wasm.wasm" -o "$OUT/$name.wasm"
}
