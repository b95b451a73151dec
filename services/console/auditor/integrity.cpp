// `/integrity`: whether the record is whole, what proves it, and what to take away to prove it
// elsewhere.
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/hex.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/audit_service.pb.h"
#include "services/console/auditor/auditor.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/fields.hpp"

namespace ladder::auditor {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Table;
using console::Visit;
using Type = Data::type;

constexpr int checkpoints_shown = 20;
constexpr int looks_shown = 50;

std::string moment_of(const google::protobuf::Timestamp& timestamp) {
    const auto at = base::from_timestamp(timestamp);
    return at ? console::moment_in_words(*at) : std::string{};
}

base::Result<void> put_verification(Data& data, const Visit& visit) {
    const auto found = visit.call<v1::GetVerificationResponse>(
        "AuditService/GetVerification", v1::GetVerificationRequest{}
    );
    if (!found) {
        return found.error();
    }
    data.set("sound", Data{found->mismatches() == 0});
    data.set("mismatches", std::to_string(found->mismatches()));
    data.set("streams_checked", std::to_string(found->streams_checked()));
    data.set("rounds", std::to_string(found->rounds()));
    console::put_text(
        data,
        "round_ended",
        found->has_round_ended_at() ? moment_of(found->round_ended_at()) : std::string{}
    );
    std::vector<Data> streams;
    for (const auto& stream : found->mismatched_streams()) {
        streams.emplace_back(Type::object).set("stream", stream);
    }
    data.set("mismatched", console::list_of(std::move(streams)));
    return {};
}

// The newest checkpoint whole, with the key that proves it, and those before it.
base::Result<void> put_checkpoints(Data& data, const Visit& visit) {
    v1::ListCheckpointsRequest request;
    request.set_page_size(checkpoints_shown);
    const auto found =
        visit.call<v1::ListCheckpointsResponse>("AuditService/ListCheckpoints", request);
    if (!found) {
        return found.error();
    }
    Table table{{{"checkpoint_size", true}, {"made_at"}, {"root"}, {"witnesses"}}, {}};
    for (const auto& one : found->checkpoints()) {
        table.rows.push_back(
            {{std::to_string(one.size())},
             {moment_of(one.made_at())},
             {base::hex(one.root())},
             {fmt::format("{}", fmt::join(one.witnesses(), ", "))}}
        );
    }
    data.set("has_checkpoints", Data{!table.rows.empty()});
    console::put_table(data, "checkpoints", visit.desk->templates, "integrity", table);
    data.set("newest_note", Data{false});
    data.set("verifier_key", Data{false});
    if (found->checkpoints().empty()) {
        return {};
    }
    const auto& newest = found->checkpoints(0);
    data.set("newest_note", newest.note());
    data.set("newest_size", std::to_string(newest.size()));
    v1::GetCheckpointRequest whole;
    whole.set_size(newest.size());
    // Without a signing key the checkpoints of before are shown, and no key to prove them by.
    if (const auto key =
            visit.call<v1::GetCheckpointResponse>("AuditService/GetCheckpoint", whole)) {
        data.set("verifier_key", key->verifier_key());
    }
    return {};
}

std::int64_t number_of(const std::string& text, std::int64_t otherwise) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end ? number : otherwise;
}

const std::vector<console::Field>& consistency_fields() {
    static const std::vector<console::Field> fields{{"from_size"}, {"to_size"}};
    return fields;
}

// The proof that was asked for by the query, or what is wrong with its sizes.
base::Result<console::FieldErrors> put_consistency(Data& data, const Visit& visit) {
    data.set("from_size", visit.query.value("from_size"));
    data.set("to_size", visit.query.value("to_size"));
    data.set("proof", Data{false});
    if (!visit.query.has("from_size")) {
        return console::FieldErrors{};
    }
    v1::GetConsistencyProofRequest request;
    request.set_from_size(number_of(visit.query.value("from_size"), -1));
    request.set_to_size(
        visit.query.value("to_size").empty() ? 0 : number_of(visit.query.value("to_size"), -1)
    );
    const auto found =
        visit.call<v1::GetConsistencyProofResponse>("AuditService/GetConsistencyProof", request);
    if (!found) {
        return found.error().code == base::Code::invalid_argument
                   ? base::Result<console::FieldErrors>{console::errors_of(
                         visit.desk->templates,
                         "integrity",
                         consistency_fields(),
                         visit.query,
                         found.error()
                     )}
                   : found.error();
    }
    Data proof{Type::object};
    proof.set("proof_from", std::to_string(request.from_size()));
    proof.set("proof_to", std::to_string(found->to_size()));
    proof.set("from_root", base::hex(found->from_root()));
    proof.set("to_root", base::hex(found->to_root()));
    std::vector<Data> hashes;
    for (const auto& hash : found->hashes()) {
        hashes.emplace_back(Type::object).set("hash", base::hex(hash));
    }
    proof.set("has_hashes", Data{!hashes.empty()});
    proof.set("hashes", console::list_of(std::move(hashes)));
    data.set("proof", proof);
    return console::FieldErrors{};
}

base::Result<void> put_destructions(Data& data, const Visit& visit) {
    const auto found = visit.call<v1::ListDestructionsResponse>(
        "AuditService/ListDestructions", v1::ListDestructionsRequest{}
    );
    if (!found) {
        return found.error();
    }
    const console::RulesetWords words{*visit.desk};
    const auto& templates = visit.desk->templates;
    Table table{{{"position", true}, {"destroyed_on"}, {"authority"}, {"reasons"}, {"erased"}}, {}};
    for (const auto& one : found->destructions()) {
        const auto& what = one.destruction();
        table.rows.push_back(
            {{std::to_string(what.position())},
             {moment_of(one.recorded_at()), {}, actor_in_words(visit, words, one.recorded_by())},
             {what.authority(), {}, what.legal_basis()},
             {what.reasons()},
             {templates.text("integrity", one.erased() ? "erased.yes" : "erased.no")}}
        );
    }
    console::put_table(data, "destructions", templates, "integrity", table);
    return {};
}

// What the visitor looked at lately, for whoever may ask that.
base::Result<void> put_own_looks(Data& data, const Visit& visit) {
    v1::ListAccessRecordsRequest request;
    request.set_person(visit.who->caller.person->person());
    request.set_page_size(looks_shown);
    const auto found =
        visit.call<v1::ListAccessRecordsResponse>("AccessService/ListAccessRecords", request);
    if (!found && found.error().code != base::Code::permission_denied) {
        return found.error();
    }
    data.set("may_ask_looks", Data{found.has_value()});
    if (!found) {
        return {};
    }
    const auto& templates = visit.desk->templates;
    Table table{{{"looked_at"}, {"what_done"}, {"records"}}, {}};
    for (const auto& record : found->records()) {
        const auto kind = fmt::format("access.{}", static_cast<int>(record.kind()));
        table.rows.push_back(
            {{moment_of(record.recorded_at())},
             {templates.text("integrity", kind), {}, last_part(record.method())},
             {fmt::format("{}", fmt::join(record.records(), ", "))}}
        );
    }
    console::put_table(data, "looks", templates, "integrity", table);
    return {};
}

const std::vector<console::Field>& bundle_fields() {
    static const std::vector<console::Field> fields{
        {"name", console::Field::Kind::text}, {"at", console::Field::Kind::date}};
    return fields;
}

void put_bundle_form(Data& data, const Visit& visit, const console::FieldErrors& errors) {
    auto typed = visit.form;
    if (!typed.has("name")) {
        typed.set("name", visit.query.value("bundle"));
    }
    console::put_form(data, visit.desk->templates, "integrity", bundle_fields(), typed, errors);
    data.set("include_documents", Data{typed.has("include_documents")});
}

base::Result<Page> integrity_page(const Visit& visit, console::FieldErrors bundle_errors) {
    Page page{"integrity"};
    put_tabs(page.data, visit, "integrity");
    auto consistency = put_consistency(page.data, visit);
    if (!consistency) {
        return consistency.error();
    }
    for (const auto put : {put_verification, put_checkpoints, put_destructions, put_own_looks}) {
        if (const auto done = put(page.data, visit); !done) {
            return done.error();
        }
    }
    page.status = bundle_errors.empty() && consistency->empty() ? 200 : 422;
    if (bundle_errors.empty()) {
        // An error of the sizes has no field in the bundle's form: it is said above.
        for (auto& error : *consistency) {
            bundle_errors.push_back({{}, std::move(error.text)});
        }
    }
    put_bundle_form(page.data, visit, bundle_errors);
    return page;
}

Answer show_integrity(Visit& visit) {
    auto page = integrity_page(visit, {});
    return page ? Answer{std::move(*page)} : Answer{page.error()};
}

Answer make_checkpoint(Visit& visit) {
    const auto made = visit.call<v1::GetCheckpointResponse>(
        "AuditService/GetCheckpoint", v1::GetCheckpointRequest{}
    );
    if (!made) {
        if (made.error().code != base::Code::failed_precondition) {
            return made.error();
        }
        auto page = integrity_page(
            visit, {{{}, visit.desk->templates.text("integrity", "no_signing_key")}}
        );
        return page ? Answer{std::move(*page)} : Answer{page.error()};
    }
    console::Notice notice{"checkpoint_made", {}};
    notice.values.set("count", std::to_string(made->checkpoint().size()));
    visit.leave_notice(notice);
    return console::Redirect{"/integrity"};
}

Answer export_bundle(Visit& visit) {
    v1::ExportBundleRequest request;
    request.set_name(visit.form.value("name"));
    request.set_include_documents(visit.form.has("include_documents"));
    const auto day = visit.form.date("at");
    const auto refuse = [&](console::FieldErrors errors) {
        auto page = integrity_page(visit, std::move(errors));
        return page ? Answer{std::move(*page)} : Answer{page.error()};
    };
    if (!day.empty()) {
        const auto date = base::parse_date(day);
        if (!date) {
            return refuse({{"at", visit.desk->templates.text("integrity", "bad_day")}});
        }
        *request.mutable_known_at() = base::to_timestamp(base::end_of(*date));
    }
    auto made = visit.call<v1::ExportBundleResponse>("AuditService/ExportBundle", request);
    if (made) {
        return console::File{
            "application/octet-stream", std::move(*made->mutable_bundle()), made->file_name()};
    }
    const auto& error = made.error();
    if (error.code == base::Code::not_found) {
        return refuse({{"name", visit.desk->templates.text("integrity", "not_found")}});
    }
    if (error.code == base::Code::invalid_argument ||
        error.code == base::Code::failed_precondition ||
        error.code == base::Code::resource_exhausted) {
        return refuse(console::errors_of(
            visit.desk->templates, "integrity", bundle_fields(), visit.form, error
        ));
    }
    return error;
}

}  // namespace

void add_integrity_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/integrity", Audience::signed_in, show_integrity);
    pages.post("/integrity/checkpoint", Audience::signed_in, make_checkpoint);
    pages.post("/integrity/bundle", Audience::signed_in, export_bundle);
}

}  // namespace ladder::auditor
