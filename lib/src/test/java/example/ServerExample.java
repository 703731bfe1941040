package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.CsvException;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A web server that predicts, and replaces its model while requests run. Plain networks have {@code PredictorHolder} for that.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/ServerExample.java 8080
 * $ curl http://localhost:8080/train
 * $ printf 'bill_length_mm,bill_depth_mm,sex\n50.8,19,MALE\n' | curl --data-binary @- http://localhost:8080/predict
 * Chinstrap
 * </pre>
 */
public final class ServerExample {

  public static void main(String[] args) throws IOException {
    Table penguins = Penguins.train().select("bill_length_mm", "bill_depth_mm", "sex", "species");
    MlpClassifier first = MlpClassifier.builder().folds(1).epochs(1).fit(penguins, "species");   // inaccurate, but soon ready
    AtomicReference<MlpClassifier> model = new AtomicReference<>(first);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(args[0])), 0);
    server.createContext("/predict", exchange -> predict(exchange, model.get()));   // one model a request, the old or the new
    server.createContext("/train", exchange -> {
      model.set(MlpClassifier.builder().folds(2).fit(penguins, "species"));
      answer(exchange, 200, "");
    });
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort());
  }

  /** Answers a CSV file with one prediction a line. */
  private static void predict(HttpExchange exchange, MlpClassifier model) throws IOException {
    try {
      Table rows = Csv.read(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
      answer(exchange, 200, String.join("\n", model.predict(rows)) + "\n");
    } catch (CsvException | IllegalArgumentException e) {
      answer(exchange, 400, e.getMessage() + "\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.sendResponseHeaders(status, 0);   // the length of the text need not be known
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }
}
