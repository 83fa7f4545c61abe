package vn.lantoa.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lantoa.ground.Job;

/// Seals the facts of each campaign in chained blocks: SHA-256 over the hash of the block before and every fact in the
/// order of (transaction, id), so that a fact changed, removed or slipped in afterwards shows. Only facts of settled
/// transactions, older than every running one, are sealed; nothing on the way in waits for it.
@Component
class Sealing implements Job {

    private static final String BEGINNING = "0".repeat(64);

    private final JdbcClient db;
    private final TransactionTemplate transactions;

    Sealing(JdbcClient db, PlatformTransactionManager manager) {
        this.db = db;
        this.transactions = new TransactionTemplate(manager);
    }

    @Override
    public String name() {
        return "sealing";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        for (var campaign : campaigns()) transactions.executeWithoutResult(status -> seal(campaign));
    }

    /// Seals what has settled since the last block, if anything has; joins the caller's transaction.
    ///
    /// @return how many facts were sealed
    long seal(CampaignId campaign) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('sealing' || :campaign::text, 0))::text")
                .param("campaign", campaign.value())
                .query(String.class)
                .list();
        var blocks = blocks(campaign);
        var last = blocks.isEmpty() ? null : blocks.getLast();
        var from = last == null ? "0" : last.uptoTx();
        var upto = db.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        var sealed = hash(campaign, last == null ? BEGINNING : last.hash(), from, upto);
        if (sealed.facts() == 0) return 0;

        db.sql("""
                insert into study.block (campaign, number, upto_tx, facts, hash)
                values (:campaign, :number, :upto::xid8, :facts, decode(:hash, 'hex'))
                """)
                .param("campaign", campaign.value())
                .param("number", blocks.size() + 1)
                .param("upto", upto)
                .param("facts", sealed.facts())
                .param("hash", sealed.hash())
                .update();
        return sealed.facts();
    }

    /// Reads the whole chain of `campaign` again.
    ///
    /// @return the number of the first block that does not hold, or empty if all do
    Optional<Integer> broken(CampaignId campaign) {
        return transactions.execute(status -> firstBroken(campaign));
    }

    private Optional<Integer> firstBroken(CampaignId campaign) {
        var before = BEGINNING;
        var from = "0";
        for (var block : blocks(campaign)) {
            var again = hash(campaign, before, from, block.uptoTx());
            if (again.facts() != block.facts() || !again.hash().equals(block.hash()))
                return Optional.of(block.number());
            before = block.hash();
            from = block.uptoTx();
        }
        return Optional.empty();
    }

    /// Campaigns that have facts to seal or blocks to check.
    List<CampaignId> campaigns() {
        return db
                .sql("select c.id from study.campaign c where c.opened_at is not null order by c.opened_at, c.id")
                .query(UUID.class)
                .list()
                .stream()
                .map(CampaignId::new)
                .toList();
    }

    List<Block> blocks(CampaignId campaign) {
        return db.sql("""
                select   b.number, b.upto_tx::text as upto_tx, b.facts, encode(b.hash, 'hex') as hash
                from     study.block b
                where    b.campaign = :campaign
                order by b.number
                """)
                .param("campaign", campaign.value())
                .query(Block.class)
                .list();
    }

    private Sealed hash(CampaignId campaign, String before, String from, String upto) {
        var digest = sha256();
        digest.update(before.getBytes(StandardCharsets.UTF_8));
        var facts = new long[1];
        db.sql("""
                select   jsonb_build_array(f.id, f.campaign, f.member, f.unit, f.session, f.site, f.kind, f.topics, f.form,
                                           f.make_up, f.reason, (extract(epoch from f.happened_at) * 1000000)::bigint,
                                           (extract(epoch from f.recorded_at) * 1000000)::bigint, f.recorded_by,
                                           f.witness, f.device, f.note, f.nonce, f.turn, f.voids, f.tx::text)::text
                from     study.fact f
                where    f.campaign = :campaign
                and      f.tx >= :from::xid8
                and      f.tx < :upto::xid8
                order by f.tx, f.id
                """)
                .param("campaign", campaign.value())
                .param("from", from)
                .param("upto", upto)
                .withFetchSize(2_000)
                .query(row -> {
                    digest.update(row.getString(1).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                    facts[0]++;
                });
        return new Sealed(facts[0], HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    record Block(int number, String uptoTx, long facts, String hash) {}

    private record Sealed(long facts, String hash) {}
}
