package vn.lantoa.study;

import static vn.lantoa.World.*;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A campaign over the province of the world with something recorded in every cell, for tests of what pages show:
/// 5 of 12 studied, 1 of 2 exempt among them, 1 excused, 1 absent, 4 unrecorded.
final class Shown {

    private Shown() {}

    static CampaignId campaign(JdbcClient db, Opening opening, Recorder recorder) {
        var campaign = Trial.draft(db, OFFICER, TN, 1, "1");
        opening.open(OFFICER, campaign, NINE);
        recorder.record(
                OFFICER,
                campaign,
                List.of(
                        Fact.studied(AN.value(), 1, Form.BRIDGE, false, NINE),
                        Fact.studied(BINH.value(), 1, Form.BRIDGE, false, NINE),
                        Fact.studied(CHUNG.value(), 1, Form.HANDBOOK, false, NINE),
                        Fact.absent(DUNG.value(), NINE),
                        Fact.excused(HA.value(), Reason.DUTY, NINE),
                        Fact.studied(LAN.value(), 1, Form.CELL_MEETING, false, NINE),
                        Fact.studied(NAM.value(), 1, Form.IN_PERSON, true, NINE)),
                NINE);
        return campaign;
    }
}
