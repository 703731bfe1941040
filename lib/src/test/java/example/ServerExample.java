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
 * $ printf 'bill_length_mm,bill_depth_mm,sex\n50.8,19,MALE\n48,14,\n' | curl --data-binary @- http://localhost:8080
 * Chinstrap
 * Gentoo
 * </pre>
 */
public final class ServerExample {

  public static void main(String[] args) throws IOException {
    Table penguins = Penguins.train().select("bill_length_mm", "bill_depth_mm", "sex", "species");
    MlpClassifier first = MlpClassifier.builder().folds(1).epochs(1).fit(penguins, "species");   // bad, but there at once
    AtomicReference<MlpClassifier> model = new AtomicReference<>(first);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(args[0])), 0);
    server.createContext("/", exchange -> answer(exchange, model.get()));   // one model a request, the old or the new
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort());
    model.set(MlpClassifier.builder().folds(2).fit(penguins, "species"));
    System.out.println("replaced the model");
  }

  /** Answers a CSV file with one prediction a line. */
  private static void answer(HttpExchange exchange, MlpClassifier model) throws IOException {
    String text;
    int status = 200;
    try {
      Table rows = Csv.read(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
      text = String.join("\n", model.predict(rows)) + "\n";
    } catch (CsvException | IllegalArgumentException e) {
      text = e.getMessage() + "\n";
      status = 400;
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
