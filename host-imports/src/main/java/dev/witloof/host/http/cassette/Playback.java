package dev.witloof.host.http.cassette;

import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests from a cassette. Requests that match each other step through their recorded
 * answers in the order of recording, whoever makes them. Thread-safe.
 */
public final class Playback {
  /** Of the file; guests are told, and folders are none of their business. */
  private final String name;

  private final Cassette cassette;
  private final Scrubber scrubber = new Scrubber(false);
  private final Map<RequestKey, Track> tracks = new LinkedHashMap<>();

  /** Those that lack secrets. */
  private final Map<RequestKey, Track> marked = new LinkedHashMap<>();

  /** The answers to equal requests. */
  private static final class Track {
    /** The first of them, counted from 1. */
    private final int number;

    private final String asked;
    private final List<Interaction> answers = new ArrayList<>();
    private int position;
    private int given;

    Track(int number, String asked) {
      this.number = number;
      this.asked = asked;
    }

    /** Whether each answer was given as often as it is recorded. */
    boolean isOver() {
      return position == answers.size() - 1 && given >= answers.get(position).times();
    }

    /** The next answer; the last one again when it is over. */
    Answer next() {
      if (given >= answers.get(position).times() && !isOver()) {
        position++;
        given = 0;
      }
      if (!isOver()) {
        given++;
      }
      return answers.get(position).answer();
    }
  }

  private Playback(Path file, Cassette cassette) {
    this.name = String.valueOf(file.getFileName());
    this.cassette = cassette;
    int number = 0;
    for (Interaction interaction : cassette.interactions()) {
      number++;
      RecordedRequest request = interaction.request();
      Track made = new Track(number, request.toString());
      // One that was written by hand may have what is taken out of requests.
      RequestKey key = RequestKey.of(scrubber.scrub(request, Redactor.none()), cassette.matching());
      tracks.computeIfAbsent(key, none -> made).answers.add(interaction);
    }
    tracks.forEach(
        (key, track) -> {
          if (key.hasMarker()) {
            marked.put(key, track);
          }
        });
  }

  /**
   * Reads a cassette to be played.
   *
   * @throws IOException when it cannot be read, or is none
   */
  public static Playback open(Path file) throws IOException {
    return new Playback(file, Cassette.read(file));
  }

  /**
   * The next answer to a request.
   *
   * @param redactor takes the secrets of the instance that asks out of the request, as it was done
   *     when it was recorded
   * @throws NotRecorded naming, to the operator, the recorded request that is nearest
   */
  public Answer answer(RecordedRequest request, Redactor redactor) throws NotRecorded {
    RecordedRequest clean = scrubber.scrub(request, redactor);
    RequestKey key = RequestKey.of(clean, cassette.matching());
    synchronized (tracks) {
      Track track = tracks.get(key);
      if (track == null) {
        track = withSecret(key).orElseThrow(() -> missing(clean, key));
      }
      if (track.isOver() && cassette.matching().afterLast() == Matching.AfterLast.REFUSE) {
        String over = "%s was answered as often as %s has it: %s".formatted(clean, name, REMEDY);
        throw new NotRecorded(over, over);
      }
      return track.next();
    }
  }

  /**
   * What was recorded of such a request with a secret that stood elsewhere too, and so was taken
   * out without its name: first what has an answer left.
   */
  private Optional<Track> withSecret(RequestKey key) {
    List<Track> found =
        marked.entrySet().stream()
            .filter(entry -> entry.getKey().matches(key))
            .map(Map.Entry::getValue)
            .toList();
    return found.stream()
        .filter(track -> !track.isOver())
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  private static final String REMEDY = "record again, with --record or HttpMode.record";

  private NotRecorded missing(RecordedRequest request, RequestKey key) {
    int nearest = Integer.MAX_VALUE;
    String told = "Nothing is recorded there";
    for (Map.Entry<RequestKey, Track> entry : tracks.entrySet()) {
      Difference difference = Difference.between(key, entry.getKey());
      if (difference.distance() < nearest) {
        nearest = difference.distance();
        told =
            "The nearest is exchange %d, %s: %s"
                .formatted(entry.getValue().number, entry.getValue().asked, difference);
      }
    }
    String missing = "%s is not recorded in %s: %s".formatted(request, name, REMEDY);
    return new NotRecorded(missing, missing + ". " + told);
  }

  /**
   * A request for which a cassette has no answer. The message tells nothing of other requests,
   * which may have been another connector's.
   */
  public static final class NotRecorded extends Exception {
    private static final long serialVersionUID = 1L;

    private final String forTheOperator;

    NotRecorded(String message, String forTheOperator) {
      super(message);
      this.forTheOperator = forTheOperator;
    }

    /** The message, and which recorded request is nearest. */
    public String forTheOperator() {
      return forTheOperator;
    }
  }
}
