package vn.lantoa.shell.view;

import java.util.ArrayList;
import java.util.List;
import vn.lantoa.page.Page;

/// The places a person can go to from every page: at most seven, by what the present post may do.
public final class Navigation {

    private Navigation() {}

    /// The entries for the reader of `page`, in the order they are shown; none before sign-in.
    public static List<Entry> of(Page page) {
        var who = page.who();
        if (who == null) return List.of();

        var entries = new ArrayList<Entry>();
        entries.add(new Entry("home", "home", "/", page.t("shell.home")));
        if (page.may("READ") || page.may("CHECK_IN"))
            entries.add(new Entry("campaigns", "school", "/study/campaigns", page.t("shell.campaigns")));
        if (who.member() && !page.may("READ"))
            entries.add(new Entry("mine", "user-circle", "/study/mine", page.t("shell.mine")));
        entries.add(new Entry("documents", "book-2", "/library/documents", page.t("shell.documents")));
        if (page.may("READ")) entries.add(new Entry("units", "sitemap", "/organization/units", page.t("shell.units")));
        if (page.may("READ_NAMES"))
            entries.add(new Entry("members", "users", "/organization/members", page.t("shell.members")));
        if (page.may("READ"))
            entries.add(new Entry("reports", "report-analytics", "/reporting", page.t("shell.reports")));
        if (page.may("ADMINISTER"))
            entries.add(new Entry("accounts", "lock", "/access/accounts", page.t("shell.accounts")));
        return List.copyOf(entries);
    }

    /// A place to go to.
    ///
    /// @param key the `section` that pages of this place name
    public record Entry(String key, String icon, String href, String words) {}
}
