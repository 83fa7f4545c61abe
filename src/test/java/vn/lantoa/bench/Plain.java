package vn.lantoa.bench;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import vn.lantoa.ground.Ground;

/// An application of this stack that does nothing, on a database of its own: what the machine needs at least for a
/// start, to hold ours against. It was ready in 3.6 s where the bars of the starts were set.
@EnableAutoConfiguration
public class Plain {

    public static void main(String[] arguments) {
        Ground.run(Plain.class, arguments);
    }
}
