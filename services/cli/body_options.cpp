#include "services/cli/body_options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

// "leeds" and the days of "leeds@2010-04-01..2012-11-21".
struct Dated {
    std::string what;
    std::string from;
    std::string to;
};

base::Result<Dated> dated_of(const std::string& text, const std::string& option) {
    const auto at = text.rfind('@');
    if (at == std::string::npos) {
        return Dated{text, {}, {}};
    }
    const auto dots = text.find("..", at);
    if (dots == std::string::npos) {
        return base::field_error(
            option,
            "write the days after @ as FROM..TO, such as @2010-04-01..; leave out a day that is "
            "open"
        );
    }
    return Dated{text.substr(0, at), text.substr(at + 1, dots - at - 1), text.substr(dots + 2)};
}

base::Result<void> relate(
    v1::Body& body,
    v1::BodyRelationKind kind,
    const std::vector<std::string>& others,
    const std::string& option
) {
    for (const auto& text : others) {
        const auto other = dated_of(text, option);
        if (!other) {
            return other.error();
        }
        auto& relation = *body.add_relations();
        relation.set_kind(kind);
        relation.set_body(full("bodies", other->what));
        relation.set_from(other->from);
        relation.set_to(other->to);
    }
    return {};
}

constexpr auto authority_option = "--authority";

// A council or the like is described here; what is registered itself is a relation.
base::Result<void> add_authority(v1::Body& body, const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
        return relate(body, v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY, {text}, authority_option);
    }
    const auto colon = text.find(':', equals);
    if (equals == 0 || colon == std::string::npos) {
        return base::field_error(
            authority_option,
            "write it as ID=KIND:TITLE, such as 'leeds-council=council:Leeds City Council', or as "
            "the name of a body that is registered"
        );
    }
    const auto title = dated_of(text.substr(colon + 1), authority_option);
    if (!title) {
        return title.error();
    }
    auto& authority = *body.add_responsible_authorities();
    authority.set_id(text.substr(0, equals));
    authority.set_kind(text.substr(equals + 1, colon - equals - 1));
    authority.set_title(title->what);
    authority.set_from(title->from);
    authority.set_to(title->to);
    return {};
}

base::Result<void> add_relations(v1::Body& body, const BodyOptions& options) {
    struct Related {
        v1::BodyRelationKind kind;
        const std::vector<std::string>& others;
        const char* option;
    };
    for (const auto& [kind, others, option] :
         {Related{v1::BODY_RELATION_KIND_MAINTAINS, options.maintains, "--maintains"},
          Related{v1::BODY_RELATION_KIND_LIES_IN, options.lies_in, "--lies-in"},
          Related{v1::BODY_RELATION_KIND_MEMBER_OF, options.member_of, "--member-of"}}) {
        if (const auto related = relate(body, kind, others, option); !related) {
            return related.error();
        }
    }
    for (const auto& text : options.authorities) {
        if (const auto added = add_authority(body, text); !added) {
            return added.error();
        }
    }
    return {};
}

}  // namespace

void add_body_options(CLI::App& verb, BodyOptions& options) {
    const auto take = [&verb](const char* flag, std::string& value, const char* help) {
        verb.add_option(flag, value, help);
    };
    const auto repeat = [&verb](const char* flag, auto& values, const char* help) {
        verb.add_option(flag, values, help)->allow_extra_args(false);
    };
    take("--kind", options.kind, "police_force, police_authority, cdrp, csp or lcjb");
    take("--title", options.title, "its full title");
    take("--short-title", options.short_title, "its title in lists [the full title]");
    take("--country", options.country, "england or wales");
    take("--region", options.region, "its region");
    take("--ons-code", options.ons_code, "its ONS code");
    take(
        "--monitored-by",
        options.monitored_by,
        "a role of the ruleset [as its kind and country have it]"
    );
    take("--welsh-title", options.welsh_title, "its title in Welsh");
    verb.add_flag(
        "--wider-duty",
        options.wider_duty,
        "it also answers for national or international functions"
    );
    repeat("--maintains", options.maintains, "the force it maintains, BODY[@FROM..TO]");
    repeat("--lies-in", options.lies_in, "the force in whose area it lies, BODY[@FROM..TO]");
    repeat("--member-of", options.member_of, "a joint committee or the like, BODY[@FROM..TO]");
    repeat(
        authority_option,
        options.authorities,
        "a responsible authority of a partnership: ID=KIND:TITLE[@FROM..TO], where KIND is "
        "council, "
        "police, police authority, fire and rescue, health or probation; or BODY[@FROM..TO] if it "
        "is registered itself"
    );
}

base::Result<v1::Body> body_of(const BodyOptions& options) {
    v1::Body body;
    body.set_name(full("bodies", options.name));
    const auto kind = parse_word<v1::BodyKind>(options.kind, "--kind");
    if (!kind) {
        return kind.error();
    }
    body.set_kind(*kind);
    const auto country = parse_word<v1::Country>(options.country, "--country");
    if (!country) {
        return country.error();
    }
    body.set_country(*country);
    body.set_title(options.title);
    body.set_short_title(options.short_title.empty() ? options.title : options.short_title);
    body.set_region(options.region);
    body.set_ons_code(options.ons_code);
    body.set_monitored_by(options.monitored_by);
    body.set_welsh_title(options.welsh_title);
    body.set_wider_duty(options.wider_duty);
    if (const auto related = add_relations(body, options); !related) {
        return related.error();
    }
    return body;
}

}  // namespace ladder::cli
