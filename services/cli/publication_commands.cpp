// `ladder publication`: what was published, and what was taken back.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/document_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/registers.hpp"

namespace ladder::cli {

namespace {

struct PublicationOptions {
    std::string id;
    std::string title;
    std::string of;
    std::string body;
    std::string audience = "public";
    std::string published_on;
    std::string publisher;
    std::string url;
    std::string known_on;
    std::vector<std::string> redactions;  // "WHAT|GROUND|REASON"
};

struct WithdrawOptions {
    std::string name;
    std::string etag;
    std::string effective_on;
    std::string known_on;
};

base::Result<v1::Redaction> redaction_of(const std::string& text) {
    const auto first = text.find('|');
    const auto second = text.find('|', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos) {
        return base::field_error("--redact", "write it as 'WHAT|GROUND|REASON'");
    }
    const auto ground =
        parse_word<v1::WithholdingGround>(text.substr(first + 1, second - first - 1), "--redact");
    if (!ground) {
        return ground.error();
    }
    v1::Redaction redaction;
    redaction.set_what(text.substr(0, first));
    redaction.set_ground(*ground);
    redaction.set_reason(text.substr(second + 1));
    return redaction;
}

base::Result<int> record_publication(Session& session, const PublicationOptions& options) {
    v1::PublishRequest request;
    request.set_publication_id(options.id);
    auto& publication = *request.mutable_publication();
    publication.set_title(options.title);
    publication.set_of(options.of);
    publication.set_body(full("bodies", options.body));
    publication.set_audience(options.audience);
    publication.set_published_on(options.published_on);
    publication.set_publisher(options.publisher);
    publication.set_url(options.url);
    for (const auto& text : options.redactions) {
        const auto redaction = redaction_of(text);
        if (!redaction) {
            return redaction.error();
        }
        *publication.add_redactions() = *redaction;
    }
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::PublishResponse>(session, "DocumentService/Publish", request);
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->publication(), "recorded");
}

base::Result<int> withdraw_publication(Session& session, const WithdrawOptions& options) {
    v1::WithdrawPublicationRequest request;
    request.set_name(full("publications", options.name));
    request.set_etag(options.etag);
    request.set_reasons(session.reason);
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::WithdrawPublicationResponse>(
        session, "DocumentService/WithdrawPublication", request
    );
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->publication(), "withdrawn");
}

base::Result<int> list_publications(
    Session& session, const std::string& body, const std::string& of
) {
    v1::ListPublicationsRequest request;
    request.set_body(full("bodies", body));
    request.set_of(of);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListPublicationsResponse>(
        session,
        "DocumentService/ListPublications",
        request,
        [](auto& page) { return page.mutable_publications(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->publications()),
        {{"PUBLICATION", "PUBLISHED", "TITLE", "OF", "AUDIENCE", "LEFT OUT", "WITHDRAWN", "ETAG"},
         {}},
        {},
        {}};
    for (const auto& publication : all->publications()) {
        output.table.rows.push_back(
            {bare(publication.name()),
             publication.published_on(),
             publication.title(),
             publication.of(),
             publication.audience(),
             std::to_string(publication.redactions_size()),
             or_dash(publication.withdrawn_on()),
             publication.etag()}
        );
    }
    output.note = tally(
        all->publications_size(),
        "publications",
        "`ladder publication record` records what was published"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

// One of the list: who published it, where, and each thing left out.
base::Result<int> show_publication(Session& session, const std::string& name) {
    v1::ListPublicationsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListPublicationsResponse>(
        session,
        "DocumentService/ListPublications",
        request,
        [](auto& page) { return page.mutable_publications(); }
    );
    if (!all) {
        return all.error();
    }
    const auto* one = find_named(all->publications(), full("publications", name));
    if (one == nullptr) {
        return no_such("publication", name);
    }
    Output output{one, {one}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", one->name()},
        {"title", one->title()},
        {"of", one->of()},
        {"body", or_dash(bare(one->body()))},
        {"audience", one->audience()},
        {"published", fmt::format("{} by {}", one->published_on(), one->publisher())},
        {"where", or_dash(one->url())},
        {"recorded",
         fmt::format("{} by {}", moment(one->recorded_at()), in_words(one->recorded_by()))},
        {"etag", one->etag()}};
    for (const auto& redaction : one->redactions()) {
        output.table.rows.push_back(
            {"left out",
             fmt::format(
                 "{} ({}): {}", redaction.what(), word_of(redaction.ground()), redaction.reason()
             )}
        );
    }
    if (!one->withdrawn_on().empty()) {
        output.table.rows.push_back(
            {"withdrawn", fmt::format("{}: {}", one->withdrawn_on(), one->withdrawn_because())}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

void add_record_publication(CLI::App& noun, Session& session) {
    auto& record = *noun.add_subcommand("record", "record that something was published");
    record.fallthrough()->footer(
        "A redaction names what was left out, the ground of section 55 of the Police Act 1996 and "
        "the reason.\n"
        "Example: ladder publication record --title 'Letter to Nottinghamshire' "
        "--of documents/public-interest-letter-nottinghamshire --body nottinghamshire "
        "--published-on 2010-03-20 --publisher HMIC "
        "--redact 'paragraph 12|safety_of_person|It names a witness'"
    );
    auto options = std::make_shared<PublicationOptions>();
    record.add_option("--id", options->id, "the id [made from day and title]");
    record.add_option("--title", options->title, "the title")->required();
    record.add_option("--of", options->of, "a document, decision or procedure")->required();
    record.add_option("--body", options->body, "the body it is about");
    record.add_option("--audience", options->audience, "to whom [public]");
    record.add_option("--published-on", options->published_on, "the day")->required();
    record.add_option("--publisher", options->publisher, "who published it")->required();
    record.add_option("--url", options->url, "where it can be found");
    record.add_option("--redact", options->redactions, "WHAT|GROUND|REASON; may be repeated")
        ->allow_extra_args(false);
    record.add_option("--known-on", options->known_on, "when it was known [today]");
    on_run(record, session, [options](Session& now) { return record_publication(now, *options); });
}

}  // namespace

void add_publication(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("publication", "what was published, and to whom");
    noun.require_subcommand(1)->fallthrough();
    add_record_publication(noun, session);

    auto& withdraw = *noun.add_subcommand("withdraw", "record that it was taken back");
    withdraw.fallthrough()->footer(
        "Example: ladder publication withdraw 2010-03-20-letter --etag v1 --reason 'Wrong annex'"
    );
    auto options = std::make_shared<WithdrawOptions>();
    withdraw.add_option("name", options->name, "its name")->required();
    withdraw.add_option("--etag", options->etag, "the etag you saw, as list shows it")->required();
    withdraw.add_option("--effective-on", options->effective_on, "the day [today]");
    withdraw.add_option(
        "--known-on", options->known_on, "when it was known, if entered later [today]"
    );
    on_run(withdraw, session, [options](Session& now) {
        return withdraw_publication(now, *options);
    });

    auto& show = *noun.add_subcommand("show", "one publication, with what was left out and why");
    show.fallthrough()->footer("Example: ladder publication show 2010-03-20-letter");
    auto name = std::make_shared<std::string>();
    show.add_option("name", *name, "its name, as list shows it")->required();
    on_run(show, session, [name](Session& now) { return show_publication(now, *name); });

    auto& list = *noun.add_subcommand("list", "publications, newest first");
    list.fallthrough()->footer("Example: ladder publication list --body nottinghamshire");
    auto body = std::make_shared<std::string>();
    auto of = std::make_shared<std::string>();
    list.add_option("--body", *body, "only about this body");
    list.add_option("--of", *of, "only of this document, decision or procedure");
    on_run(list, session, [body, of](Session& now) { return list_publications(now, *body, *of); });
}

}  // namespace ladder::cli
