package vn.lantoa.example.view;

import java.util.UUID;
import vn.lantoa.kernel.Rate;

/// How far the simulator is.
///
/// @param on whether it is switched on
/// @param total everybody on the roster
/// @param unrecorded who is not exempt and of whom nothing is recorded
/// @param running whether the campaign still takes facts
public record Simulation(UUID campaign, String title, boolean on, long total, long unrecorded, boolean running) {

    /// Everybody who is accounted for.
    public Rate accounted() {
        return new Rate(total - unrecorded, total);
    }

    /// Whether it is on and has something left to record: it stops at 97 % accounted for.
    public boolean working() {
        return on && running && !accounted().reaches(new Rate(97, 100));
    }
}
