package io.github.jinbei.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** CSV files of people, whose income depends on their age and city. */
final class PeopleData {

  static final String HEADER = "age,city,children,income,class\n";

  private PeopleData() {}

  /** Returns a file of so many rows: the income is a number, the class is {@code low} or {@code high}. */
  static Path write(Path file, int rows) throws IOException {
    return Files.writeString(file, HEADER + rows(rows));
  }

  /** Returns rows without the header. */
  static String rows(int rows) {
    Random random = new Random(rows);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      int age = 20 + random.nextInt(50);
      String city = "Oslo,Rome,Lima".split(",")[random.nextInt(3)];
      double income = age * 1.5 + (city.equals("Oslo") ? 40 : 0) + random.nextGaussian();
      text.append(row % 7 == 3 ? "?" : Integer.toString(age)).append(',').append(city).append(',').append(random.nextInt(4))
          .append(',').append(income).append(',').append(income > 80 ? "high" : "low").append('\n');
    }
    return text.toString();
  }
}
