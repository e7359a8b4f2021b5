/** The logo of those who run the site, in a box that is reserved for it. */
export function SiteLogo({ logo, alt }: { logo: { file: string; width: number; height: number }; alt: string }) {
  return <img className="site-logo" src={`/logo/${logo.file}`} width={logo.width} height={logo.height} alt={alt} />;
}
