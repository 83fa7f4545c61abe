package vn.lantoa.study;

import java.io.PrintStream;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lantoa.ground.Command;

/// Reads the sealed facts of all campaigns again and says which block does not hold. May run beside a server.
@Component
class Verify implements Command {

    private final Sealing sealing;

    Verify(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public String name() {
        return "verify";
    }

    /// @return 0 if every chain holds, 2 if one is broken
    @Override
    public int run(List<String> arguments, PrintStream out) {
        var broken = 0;
        for (var campaign : sealing.campaigns()) {
            var block = sealing.broken(campaign);
            var blocks = sealing.blocks(campaign);
            var facts = blocks.stream().mapToLong(Sealing.Block::facts).sum();
            out.println("campaign " + campaign.value() + ": " + blocks.size() + " blocks over " + facts + " facts "
                    + block.map(number -> "are broken from block " + number + " on")
                            .orElse("hold"));
            if (block.isPresent()) broken++;
        }
        return broken == 0 ? 0 : 2;
    }
}
