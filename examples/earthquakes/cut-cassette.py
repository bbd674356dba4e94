#!/usr/bin/env python3
"""Cuts cassette.json out of earthquakes.json.gz: the answers to every request that the connector makes with pipeline.toml.

Follows the paging of src/reader.rs: the first request starts at the configured time, each next one at the time of the last
event taken, and from a full page the events of its last millisecond are left for the next request. So there is one request
for each cursor between two batches, wherever a run resumes, and one more from the last event, which finds nothing new.
Standard library only; writes the same bytes each time.
"""
import gzip
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).parent
ENDPOINT = "https://earthquake.usgs.gov/fdsnws/event/1/query"
START = "2018-01-31T00:00:00.000"  # pipeline.toml: start
END = "2018-02-07T02:00:00.000"  # pipeline.toml: end
PAGE_SIZE = 200  # the connector's default
ORIGIN = (
    "USGS feed 'All Earthquakes, Past Week' of 7 February 2018 (public domain), as shipped by the npm package"
    " vega-datasets 2.11.0 (BSD-3-Clause); sorted by time and cut into the pages of the query API"
)


def iso(millis):
    instant = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=millis)
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{millis % 1000:03d}"


def position(event):
    return event["properties"]["time"], event["id"]


def pages(events):
    """Pairs of a start time and the events that the service answers."""
    start, after = START, None
    while True:
        page = [e for e in events if iso(e["properties"]["time"]) >= start][:PAGE_SIZE]
        yield start, page
        new = [e for e in page if after is None or position(e) > after]
        if len(page) == PAGE_SIZE:
            last = page[-1]["properties"]["time"]
            new = [e for e in new if e["properties"]["time"] < last]
            assert new, "a page of a single millisecond: the connector would ask with an offset"
        if not new:
            return
        after = position(new[-1])
        start = iso(after[0])


def answer(source, url, events):
    metadata = source["metadata"] | {"url": url, "title": "USGS Earthquakes", "count": len(events)}
    metadata |= {"limit": PAGE_SIZE, "offset": 1}
    return {"type": "FeatureCollection", "metadata": metadata, "features": events}


def text(value):
    return json.dumps(value, ensure_ascii=False)


def exchange(source, url, events):
    """One exchange of a cassette, with each event on a line of its own."""
    body = answer(source, url, events)
    features = body.pop("features")
    lines = "".join("\n      " + text(event) + "," for event in features).rstrip(",")
    return f"""\
    {{"request": {{"method": "GET", "url": {text(url)}}},
     "response": {{"status": 200, "headers": {{"content-type": "application/json; charset=utf-8"}}, "body": {{"json":
      {text(body)[:-1]}, "features": [{lines}]}}}}}}}}"""


def main():
    source = json.loads(gzip.decompress((HERE / "earthquakes.json.gz").read_bytes()))
    events = sorted(source["features"], key=position)
    exchanges = []
    for start, page in pages(events):
        url = f"{ENDPOINT}?format=geojson&orderby=time-asc&limit={PAGE_SIZE}&starttime={start}&endtime={END}"
        exchanges.append(exchange(source, url, page))
    cassette = f'{{\n  "cassette": 1,\n  "about": {text(ORIGIN)},\n  "exchanges": [\n' + ",\n".join(exchanges) + "\n  ]\n}\n"
    (HERE / "cassette.json").write_text(cassette, encoding="utf-8")


if __name__ == "__main__":
    main()
