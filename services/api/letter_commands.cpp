// Writing letters: read the procedure, write the text, store it, then record it.
#include <fmt/format.h>

#include "engine/registers/letter.hpp"
#include "engine/registers/names.hpp"
#include "services/api/document_commands.hpp"
#include "services/api/records.hpp"

namespace ladder::api {

namespace {

// What a letter is written from, as a read sees it.
struct ReadGround {
    v1::Procedure procedure;
    std::optional<v1::Case> its_case;
    v1::Body body;
    std::shared_ptr<const definition::Ruleset> ruleset;
};

base::Result<ReadGround> read_ground(const View& app, const std::string& name) {
    auto procedure = app.streams.get_as<v1::Procedure>(name, {});
    if (!procedure) {
        return procedure.error();
    }
    ReadGround ground{std::move(*procedure), {}, {}, {}};
    if (!ground.procedure.case_name().empty()) {
        // Of the case the letter takes what its template says, whoever writes it.
        auto its_case = db::CaseReader{app.database, db::Reader::everything()}.get(
            ground.procedure.case_name(), {}
        );
        if (!its_case) {
            return its_case.error();
        }
        ground.its_case = std::move(*its_case);
    }
    auto body = app.bodies.get(ground.procedure.body(), {});
    if (!body) {
        return body.error();
    }
    ground.body = std::move(*body);
    auto ruleset = app.rulesets.indexed(ground.procedure.ruleset());
    if (!ruleset) {
        return ruleset.error();
    }
    ground.ruleset = std::move(*ruleset);
    return ground;
}

base::Result<registers::WrittenLetter> write_now(
    const v1::WriteLetterRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    base::Instant recorded_at
) {
    const auto* procedure = aggregates.find_as<v1::Procedure>(request.procedure());
    if (procedure == nullptr) {
        return no_such_record(request.procedure());
    }
    const auto* body = aggregates.find_body(procedure->body());
    const auto ruleset = aggregates.find_ruleset(procedure->ruleset());
    if (body == nullptr || !ruleset) {
        return no_such_record(body == nullptr ? procedure->body() : procedure->ruleset());
    }
    const auto* its_case = aggregates.find_case(procedure->case_name());
    return registers::write_letter(
        request, {*procedure, its_case, *body}, {*ruleset, actor, recorded_at}
    );
}

db::Ruling letter_ruling(
    registers::WrittenLetter letter, const std::string& body, db::Aggregates& aggregates
) {
    const auto known = known_records(aggregates);
    const auto name = registers::free_name(
        "documents", {letter.document.letter(), body.substr(body.find('/') + 1)}, known.exists
    );
    auto& part = *letter.document.mutable_parts(0);
    part.set_size(static_cast<std::int64_t>(letter.text.size()));
    part.set_digest(db::content_digest(letter.text));
    v1::Event event;
    *event.mutable_document_added()->mutable_document() = std::move(letter.document);
    auto ruling = ruling_on<v1::WriteLetterResponse, v1::Document>(
        name, {std::move(event)}, &v1::WriteLetterResponse::mutable_document
    );
    ruling.respond = [respond = ruling.respond, text = letter.text](db::Aggregates& now) {
        auto response = respond(now);
        static_cast<v1::WriteLetterResponse&>(*response).set_text(text);
        return response;
    };
    return ruling;
}

}  // namespace

void write_letter(
    const View& app, const v1::Actor& actor, const v1::WriteLetterRequest& request, const Done& done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto id = base::id_of(request.procedure(), "procedures", "procedure"); !id) {
        return done(id.error());
    }
    const auto ground = read_ground(app, request.procedure());
    if (!ground) {
        return done(ground.error());
    }
    auto asked = request;
    if (asked.dated().empty()) {
        // Fixed here, so that the text that is stored is the text that is recorded.
        asked.set_dated(
            request.known_on().empty() ? base::to_string(base::day_of(app.clock()))
                                       : request.known_on()
        );
    }
    const auto letter = registers::write_letter(
        asked,
        {ground->procedure, ground->its_case ? &*ground->its_case : nullptr, ground->body},
        {*ground->ruleset, actor, app.clock()}
    );
    if (!letter) {
        return done(letter.error());
    }
    if (!request.validate_only()) {
        if (const auto stored = app.documents.put(letter->text); !stored) {
            return done(stored.error());
        }
    }
    auto work = work_for("DocumentService/WriteLetter", actor, request, done);
    work.decide = [asked, actor, text = letter->text, body = ground->procedure.body()](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) -> base::Result<db::Ruling> {
        auto now = write_now(asked, actor, aggregates, stamp.recorded_at);
        if (!now) {
            return now.error();
        }
        if (now->text != text) {
            return base::Error{
                base::Code::aborted,
                fmt::format(
                    "{} changed while the letter was written; look at it and write it again",
                    asked.procedure()
                ),
                {}};
        }
        return letter_ruling(std::move(*now), body, aggregates);
    };
    app.writer.submit(std::move(work));
}

}  // namespace ladder::api
