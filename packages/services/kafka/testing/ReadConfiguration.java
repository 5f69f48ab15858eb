import java.io.FileReader;
import java.util.Properties;
import kafka.server.KafkaConfig;

/** Reads server.properties as a broker does when it starts: exits with the reason where it would not start, and prints names that it does not know. */
public class ReadConfiguration {
  public static void main(String[] files) throws Exception {
    Properties properties = new Properties();
    properties.load(new FileReader(files[0]));
    KafkaConfig config = new KafkaConfig(properties, false);
    for (String name : properties.stringPropertyNames()) {
      if (!config.values().containsKey(name)) System.out.println(name);
    }
  }
}
