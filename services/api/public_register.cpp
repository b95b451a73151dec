#include "services/api/public_register.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "db/listing.hpp"
#include "db/stream_reader.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::api {

namespace {

constexpr std::string_view to_everybody = "public";
constexpr std::string_view document_names = "documents/";
constexpr std::string_view procedure_names = "procedures/";
constexpr std::string_view publication_names = "publications/";

base::Error not_in_register() {
    return {base::Code::not_found, "there is no such entry in the register", {}};
}

bool stands_in_public(const v1::Publication& publication) {
    return publication.audience() == to_everybody && publication.withdrawn_on().empty();
}

base::Result<std::vector<v1::Publication>> publications_standing(
    Application& app, const db::KnownAt& known_at
) {
    const auto reader = app.access.doorkeeper.public_reader({});
    if (!reader) {
        return reader.error();
    }
    const db::Listing listing{
        "register",
        db::Model::publications,
        std::string{publication_names},
        {},
        db::Order{"published_on", true}};
    const auto rows = db::read_all(app.database, *reader, listing, known_at);
    if (!rows) {
        return rows.error();
    }
    std::vector<v1::Publication> found;
    for (const auto& row : *rows) {
        v1::Publication publication;
        if (!publication.ParseFromString(row)) {
            return base::Error{base::Code::data_loss, "a row of a list can't be read", {}};
        }
        if (stands_in_public(publication)) {
            found.push_back(std::move(publication));
        }
    }
    return found;
}

// What publications are of.
struct Published {
    std::map<std::string, v1::Document> documents;  // of those that the public sees
    std::map<std::string, std::string> procedures;  // the definitions of those that were published
    std::shared_ptr<const definition::Ruleset> ruleset;  // null: none is published
};

std::vector<std::string> named_by(
    const std::vector<v1::Publication>& found, std::string_view collection
) {
    std::set<std::string> names;
    for (const auto& publication : found) {
        if (publication.of().starts_with(collection)) {
            names.insert(publication.of());
        }
    }
    return {names.begin(), names.end()};
}

base::Result<Published> subjects_of(Application& app, const std::vector<v1::Publication>& found) {
    const auto named = named_by(found, document_names);
    const auto reader = app.access.doorkeeper.public_reader(named);
    if (!reader) {
        return reader.error();
    }
    auto seen = db::read_named_as<v1::Document>(app.database, *reader, db::Model::documents, named);
    // Of a procedure that was published its kind is told, and nothing else.
    const auto heads = db::read_named_as<v1::ProcedureSummary>(
        app.database,
        db::Reader::everything(),
        db::Model::procedures,
        named_by(found, procedure_names)
    );
    if (!seen || !heads) {
        return seen ? heads.error() : seen.error();
    }
    Published subjects;
    subjects.ruleset = reader->ruleset();
    for (auto& document : *seen) {
        const auto name = document.name();
        subjects.documents.emplace(name, std::move(document));
    }
    for (const auto& head : *heads) {
        subjects.procedures.emplace(head.name(), head.definition());
    }
    return subjects;
}

base::Instant moment_told(const google::protobuf::Timestamp& at) {
    const auto told = base::from_timestamp(at);
    return told ? *told : base::Instant{};
}

PublicEntry public_entry_of(const v1::Publication& publication) {
    PublicEntry entry;
    entry.id = publication.name().substr(publication_names.size());
    entry.title = publication.title();
    entry.kind = "decision";
    entry.body = publication.body();
    entry.published_on = publication.published_on();
    entry.publisher = publication.publisher();
    entry.url = publication.url();
    entry.recorded_at = moment_told(publication.recorded_at());
    entry.updated_at = moment_told(publication.recorded_at());
    for (const auto& redaction : publication.redactions()) {
        entry.left_out.push_back({redaction.what(), redaction.ground()});
    }
    return entry;
}

void tell_document(PublicEntry& entry, const v1::Document& document, const Published& subjects) {
    entry.kind = document.kind();
    if (subjects.ruleset) {
        const auto* kind = subjects.ruleset->document_kind(document.kind());
        entry.kind_title = kind == nullptr ? std::string{} : kind->title();
    }
    entry.parts.assign(document.parts().begin(), document.parts().end());
    // A document that was marked comes into the register when its marking is lowered.
    for (const auto& change : document.marking_changes()) {
        entry.updated_at = std::max(entry.updated_at, moment_told(change.recorded_at()));
    }
}

void tell_procedure(PublicEntry& entry, const std::string& definition, const Published& subjects) {
    entry.kind = definition;
    if (subjects.ruleset) {
        const auto* kind = subjects.ruleset->procedure(definition);
        entry.kind_title = kind == nullptr ? std::string{} : kind->title();
    }
}

base::Result<std::vector<PublicEntry>> entries_of(
    Application& app, const std::vector<v1::Publication>& found
) {
    const auto subjects = subjects_of(app, found);
    if (!subjects) {
        return subjects.error();
    }
    std::vector<PublicEntry> entries;
    for (const auto& publication : found) {
        auto entry = public_entry_of(publication);
        if (publication.of().starts_with(document_names)) {
            const auto document = subjects->documents.find(publication.of());
            if (document == subjects->documents.end()) {
                continue;
            }
            tell_document(entry, document->second, *subjects);
        } else if (publication.of().starts_with(procedure_names)) {
            const auto procedure = subjects->procedures.find(publication.of());
            if (procedure == subjects->procedures.end()) {
                continue;
            }
            tell_procedure(entry, procedure->second, *subjects);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

base::Result<std::vector<PublicEntry>> public_register(
    Application& app, const db::KnownAt& known_at
) {
    const auto now = publications_standing(app, {});
    if (!now || !known_at.at) {
        return now ? entries_of(app, *now) : now.error();
    }
    auto then = publications_standing(app, known_at);
    if (!then) {
        return then.error();
    }
    std::set<std::string> still;
    for (const auto& publication : *now) {
        still.insert(publication.name());
    }
    std::erase_if(*then, [&](const auto& publication) {
        return !still.contains(publication.name());
    });
    return entries_of(app, *then);
}

base::Result<PublicEntry> public_entry(Application& app, std::string_view id) {
    const auto name = std::string{publication_names} + std::string{id};
    const auto reader = app.access.doorkeeper.public_reader({});
    if (!reader) {
        return reader.error();
    }
    auto found =
        db::read_named_as<v1::Publication>(app.database, *reader, db::Model::publications, {name});
    if (!found) {
        return found.error();
    }
    std::erase_if(*found, [](const auto& publication) { return !stands_in_public(publication); });
    auto entries = entries_of(app, *found);
    if (!entries) {
        return entries.error();
    }
    return entries->empty() ? base::Result<PublicEntry>{not_in_register()}
                            : base::Result<PublicEntry>{std::move(entries->front())};
}

base::Result<PublicContent> public_content(
    Application& app, std::string_view id, std::string_view part
) {
    const auto entry = public_entry(app, id);
    if (!entry) {
        return entry.error();
    }
    const auto found = std::find_if(entry->parts.begin(), entry->parts.end(), [&](const auto& one) {
        return one.id() == part;
    });
    if (found == entry->parts.end()) {
        return not_in_register();
    }
    auto room = app.contents_sent.take(found->size());
    if (!room) {
        return room.error();
    }
    auto bytes = app.documents.get(found->digest());
    if (!bytes) {
        return bytes.error();
    }
    return PublicContent{*found, std::move(*bytes), std::move(*room)};
}

}  // namespace ladder::api
