#include "services/cli/secret_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace ladder::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t secret_bytes_max = 4096;

base::Error secret_failure(base::Code code, const std::string& path, std::string_view what) {
    return {code, fmt::format("{}: {}", path, what), {}};
}

// Closes a descriptor, whatever happens.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    int number() const { return number_; }

private:
    int number_;
};

// Makes what is missing of a folder's path, for its owner alone. What can't be made is told by
// whoever writes there.
void make_own_folders(const fs::path& folder) {
    std::error_code failed;
    if (folder.empty() || fs::exists(folder, failed)) {
        return;
    }
    make_own_folders(folder.parent_path());
    fs::create_directory(folder, failed);
    fs::permissions(folder, fs::perms::owner_all, failed);
}

std::string config_home() {
    if (const char* set = std::getenv("XDG_CONFIG_HOME"); set != nullptr && *set != '\0') {
        return set;
    }
    const char* home = std::getenv("HOME");
    return home == nullptr || *home == '\0' ? std::string{} : std::string{home} + "/.config";
}

}  // namespace

base::Result<void> write_secret_file(const std::string& path, const std::string& text) {
    make_own_folders(fs::path{path}.parent_path());
    // Written beside and moved into place, so that there is never half a secret, nor one that was
    // readable for a moment.
    const auto beside = fmt::format("{}.{}.new", path, ::getpid());
    {
        const Descriptor file{
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
        if (file.number() < 0 ||
            ::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            auto error = secret_failure(base::Code::unavailable, path, std::strerror(errno));
            ::unlink(beside.c_str());
            return error;
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        auto error = secret_failure(base::Code::unavailable, path, std::strerror(errno));
        ::unlink(beside.c_str());
        return error;
    }
    return {};
}

base::Result<std::string> read_secret_file(const std::string& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
        return secret_failure(base::Code::not_found, path, std::strerror(errno));
    }
    if (S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return secret_failure(
            base::Code::failed_precondition,
            path,
            "others may read this secret; make it yours alone by chmod 600"
        );
    }
    std::string text(secret_bytes_max, '\0');
    const auto bytes = ::read(file.number(), text.data(), text.size());
    text.resize(bytes < 0 ? 0 : static_cast<std::size_t>(bytes));
    return text.substr(0, text.find_first_of("\r\n"));
}

std::string token_path_of(const std::string& server) {
    const auto home = config_home();
    if (home.empty()) {
        return {};
    }
    std::string file;
    for (const char c : server) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-';
        file += plain ? c : '_';
    }
    return home + "/ladder/tokens/" + file;
}

}  // namespace ladder::cli
