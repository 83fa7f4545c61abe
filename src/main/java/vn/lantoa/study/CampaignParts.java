package vn.lantoa.study;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The documents, topics and allowed forms of campaigns. Takes no scope: whoever asks has the campaign already.
@Component
class CampaignParts {

    private final JdbcClient db;

    CampaignParts(JdbcClient db) {
        this.db = db;
    }

    List<Topic> topics(CampaignId campaign) {
        return db.sql("""
                select t.number, t.title, t.presenter, t.by_head
                from   study.topic t
                where  t.campaign = :campaign
                order  by t.number
                """)
                .param("campaign", campaign.value())
                .query(Topic.class)
                .list();
    }

    /// The forms allowed, in the order of the reports.
    List<Form> forms(CampaignId campaign) {
        return db
                .sql("select f.form from study.campaign_form f where f.campaign = :campaign")
                .param("campaign", campaign.value())
                .query((row, number) -> Form.valueOf(row.getString(1)))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    void replaceDocuments(CampaignId campaign, List<UUID> documents) {
        clear("delete from study.campaign_document where campaign = :campaign", campaign);
        db.sql("""
                insert into study.campaign_document (campaign, document, position)
                select :campaign, d.id, d.position
                from   unnest(:documents::uuid[]) with ordinality as d (id, position)
                """)
                .param("campaign", campaign.value())
                .param("documents", documents.toArray(UUID[]::new))
                .update();
    }

    void replaceTopics(CampaignId campaign, List<Topic> topics) {
        clear("delete from study.topic where campaign = :campaign", campaign);
        db.sql("""
                insert into study.topic (campaign, number, title, presenter, by_head)
                select :campaign, t.number, t.title, t.presenter, t.by_head
                from   unnest(:titles::text[], :presenters::text[], :heads::boolean[])
                       with ordinality as t (title, presenter, by_head, number)
                """)
                .param("campaign", campaign.value())
                .param("titles", topics.stream().map(Topic::title).toArray(String[]::new))
                .param("presenters", topics.stream().map(Topic::presenter).toArray(String[]::new))
                .param("heads", topics.stream().map(Topic::byHead).toArray(Boolean[]::new))
                .update();
    }

    /// Sets who presents each of `topics`; their titles stay.
    void present(CampaignId campaign, List<Topic> topics) {
        for (var topic : topics) {
            db.sql("""
                    update study.topic set presenter = :presenter, by_head = :byHead
                    where  campaign = :campaign and number = :number
                    """)
                    .param("presenter", topic.presenter())
                    .param("byHead", topic.byHead())
                    .param("campaign", campaign.value())
                    .param("number", topic.number())
                    .update();
        }
    }

    void replaceForms(CampaignId campaign, Collection<Form> forms) {
        clear("delete from study.campaign_form where campaign = :campaign", campaign);
        db.sql("""
                insert into study.campaign_form (campaign, form)
                select :campaign, unnest(:forms::text[])
                """)
                .param("campaign", campaign.value())
                .param("forms", forms.stream().map(Form::name).toArray(String[]::new))
                .update();
    }

    private void clear(String sql, CampaignId campaign) {
        db.sql(sql).param("campaign", campaign.value()).update();
    }
}
