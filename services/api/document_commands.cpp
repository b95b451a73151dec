#include "services/api/document_commands.hpp"

#include "engine/registers/media_type.hpp"
#include "services/api/records.hpp"

namespace ladder::api {

namespace {

std::vector<registers::ReceivedPart> received_parts(const v1::AddDocumentRequest& request) {
    std::vector<registers::ReceivedPart> received;
    for (const auto& part : request.parts()) {
        received.push_back(
            {static_cast<std::int64_t>(part.content().size()),
             db::content_digest(part.content()),
             registers::looks_like(part.content())}
        );
    }
    return received;
}

// Decides on what can be told without the record, so that nobody fills the store with what will be
// refused. What it is about is taken to exist, and its name to be free: the writer knows.
base::Result<void> decide_ahead(
    const View& app,
    const v1::Actor& actor,
    const v1::AddDocumentRequest& request,
    const std::vector<registers::ReceivedPart>& received
) {
    const auto ruleset = app.rulesets.indexed("");
    if (!ruleset) {
        return ruleset.error().code == base::Code::not_found ? no_ruleset_published()
                                                             : ruleset.error();
    }
    const registers::Known taken_for_granted{
        {}, [&](const std::string& name) { return name == request.about(); }, {}};
    const auto decided = registers::decide(
        request, received, app.document_limits, {**ruleset, actor, app.clock()}, taken_for_granted
    );
    return decided ? base::Result<void>{} : decided.error();
}

base::Result<void> store_contents(const View& app, const v1::AddDocumentRequest& request) {
    for (const auto& part : request.parts()) {
        if (const auto stored = app.documents.put(part.content()); !stored) {
            return stored.error();
        }
    }
    return {};
}

}  // namespace

void add_document(
    const View& app, const v1::Actor& actor, v1::AddDocumentRequest request, const Done& done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    const auto received = received_parts(request);
    if (const auto lawful = decide_ahead(app, actor, request, received); !lawful) {
        return done(lawful.error());
    }
    if (!request.validate_only()) {
        if (const auto stored = store_contents(app, request); !stored) {
            return done(stored.error());
        }
    }
    auto work = work_for("DocumentService/AddDocument", actor, request, done);
    for (auto& part : *request.mutable_parts()) {
        part.clear_content();
    }
    work.decide = [request = std::move(request), received, actor, limits = app.document_limits](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) -> base::Result<db::Ruling> {
        const auto ruleset = aggregates.find_ruleset("");
        if (!ruleset) {
            return no_ruleset_published();
        }
        auto made = registers::decide(
            request,
            received,
            limits,
            {*ruleset, actor, stamp.recorded_at},
            known_records(aggregates)
        );
        if (!made) {
            return made.error();
        }
        return ruling_on<v1::AddDocumentResponse, v1::Document>(
            made->name, {made->event}, &v1::AddDocumentResponse::mutable_document
        );
    };
    app.writer.submit(std::move(work));
}

void change_marking(
    const Desk& writer, const v1::Actor& actor, v1::ChangeMarkingRequest request, Done done
) {
    submit_on_record<v1::ChangeMarkingResponse, v1::Document>(
        "DocumentService/ChangeMarking",
        "documents",
        writer,
        actor,
        std::move(request),
        std::move(done),
        &v1::ChangeMarkingResponse::mutable_document
    );
}

}  // namespace ladder::api
